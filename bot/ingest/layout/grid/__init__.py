"""Tables with headers on two sides, as offices publish them: a sheet to a reading.

    canvas    the sheet in memory, what each cell is, what is merged
    shape     where title, header, stub, figures and notes are
    heads     headers over the columns, spread over what they head
    lines     rows of figures, with the sections and panels they stand under
    nesting   which rows are parts of which
    marks     footnote marks behind headers and labels, and the notes below that explain them
    title     what the rows above say of the whole
    columns   headers as periods, units, measures and dimensions
    labels    the same for the labels of rows
    kinds     what a text is: a unit, a period, a total, a measure
    several   several tables on one sheet, each as a sheet
    reader    all of it together: the observations, what was assumed and what was left out

Headers that stand over or before others are kept in a label ("education: high school or less"), since sentences say
labels and not what they are labels of. A dimension's name is the header of its stub or section, what the title says
behind "by", or "column heading" and "row heading".
"""

from bot.ingest.layout.grid.reader import read_grid
from bot.ingest.layout.grid.several import tables_on

__all__ = ["read_grid", "tables_on"]
