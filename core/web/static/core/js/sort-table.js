// <table data-sortable>: a head becomes a button that sorts its column.

const reading = new Intl.Collator(document.documentElement.lang, { numeric: true });

const keyOf = (row, at) => {
  const cell = row.cells[at];
  return cell.dataset.sort ?? cell.textContent.trim();
};

function compare(one, other) {
  const [a, b] = [Number(one), Number(other)];
  if (one !== "" && other !== "" && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return reading.compare(one, other);
}

function sort(table, head) {
  const at = head.cellIndex;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => compare(keyOf(a, at), keyOf(b, at)));
  body.append(...(down ? rows.reverse() : rows));
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "table__sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head));
  }
}
