"""One cell at a time: what its text says, in the ways that offices print figures, periods, units and flags.

Cells come cleaned as the cells of a `bot.ingest.sheets.SheetRow` are. Nothing here raises on any text unless it says
so, and what is slow to read is remembered, so that each may be called once a cell of a long table.

    numbers      "(1,234)", "4,3 %", "<5", "56.7 (e)"       read_number(text, decimal) -> Number | None
    conventions  "1.234": a point or a comma for decimals?  decimal_of(texts) -> Decimals, for a column as a whole
    missing      "..", "n/a", "[c]"                         is_missing(text, more) -> bool
    periods      "Mar-20", "2019/20", "year to June 2020"   read_period(text, style) -> ISO | None
    styles       31/12 or 12/31, 2009-10                    style_of(texts) -> Settled, for a column as a whole
    flags        "p", "e", "revised"                        read_flag(text, scheme) -> Flag(status, note)
    bounds       "1-4", "fewer than five"                   is_bound(text) -> bool
    units        "$ millions"                               unit_of(text) -> unit | None
    unit_headers "Value (000s)", "cost_usd"                 split_unit(header) -> (label, unit | None)
    bases        "Sample size", "n"                      is_base(name) -> bool; may_be_base(name), beside shares
    unit_codes   "PC_GDP", "THS_PER"                     unit_of_code(code) -> unit | None, by a code list
"""
