// Things that open and close, print and copy. Each works as a link or a plain element without this.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens)?.showModal();
    return;
  }
  const closer = event.target.closest("[data-closes-dialog]");
  if (closer?.closest("dialog")?.open) {
    event.preventDefault();
    closer.closest("dialog").close();
    return;
  }
  if (event.target instanceof HTMLDialogElement) event.target.close(); // a click on the ground beside it
  if (event.target.closest("[data-print]")) window.print();
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
  const sheet = document.querySelector("[data-sheet]:target");
  if (sheet) sheet.querySelector(".sheet__close")?.click();
});

// A sheet that covers the page takes the focus with it.
window.addEventListener("hashchange", () => {
  const sheet = document.querySelector("[data-sheet]:target");
  if (sheet) sheet.querySelector("a, button, input, select")?.focus();
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const before = button.textContent;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = before), 2000);
  });
}
