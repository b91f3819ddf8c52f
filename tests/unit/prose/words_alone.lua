-- Leaves of a document the words that people wrote: no numbers and dots of lists, no rules, no marks of
-- notes, no pictures. Raw HTML is text, as in the document that the workbook builds.
local notes = pandoc.List()

local function items(list)
  local blocks = pandoc.List()
  for _, item in ipairs(list.content) do blocks:extend(item) end
  return pandoc.Div(blocks)
end

local function cells(part_rows, blocks)
  for _, row in ipairs(part_rows) do
    for _, cell in ipairs(row.cells) do blocks:extend(cell.contents) end
  end
end

return {
  {
    BulletList = items,
    OrderedList = items,
    HorizontalRule = function() return {} end,
    Image = function() return {} end,
    Figure = function() return {} end,
    Strikeout = function(it) return it.content end,
    RawInline = function(raw) return pandoc.Str(raw.text) end,
    RawBlock = function(raw) return pandoc.Para(pandoc.Str(raw.text)) end,
    Note = function(note) notes:extend(note.content) return {} end,
    Table = function(table)
      local blocks = pandoc.List()
      cells(table.head.rows, blocks)
      for _, body in ipairs(table.bodies) do cells(body.body, blocks) end
      return pandoc.Div(blocks)
    end,
  },
  { Pandoc = function(document) document.blocks:extend(notes) return document end },
}
