// Suggestions under the search box: a combobox with a listbox, as the ARIA practices describe it.

const WAIT = 150;

for (const form of document.querySelectorAll("form[data-suggest-url]")) {
  if (form.dataset.suggestUrl) new Suggestions(form);
}

function Suggestions(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "search-box__list";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.ariaLabel = form.querySelector("label").textContent;
  list.hidden = true;
  form.append(list);
  input.role = "combobox";
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  let latest = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  };

  const take = (item) => {
    if (item.dataset.url) {
      window.location.assign(item.dataset.url);
      return;
    }
    input.value = item.firstChild.textContent;
    close();
    form.requestSubmit();
  };

  const show = (suggestions) => {
    const items = suggestions.map((suggestion, index) => {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `${list.id}-${index}`;
      item.setAttribute("aria-selected", "false");
      if (suggestion.url) item.dataset.url = suggestion.url;
      if (suggestion.lang) item.lang = suggestion.lang;
      const text = document.createElement("span");
      text.textContent = suggestion.text;
      item.append(text);
      if (suggestion.note) {
        const note = document.createElement("small");
        note.textContent = suggestion.note;
        item.append(note);
      }
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    mark(-1);
  };

  const ask = async () => {
    const typed = input.value.trim();
    const mine = ++latest;
    if (!typed) {
      close();
      return;
    }
    const url = new URL(form.dataset.suggestUrl, window.location.href);
    url.searchParams.set("q", typed);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok && mine === latest) show((await answer.json()).suggestions);
  };

  // While an input method is still composing (Japanese, Korean, Chinese) keys belong to it.
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") mark((chosen + 1) % count);
    else if (event.key === "ArrowUp") mark(chosen <= 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) take(item);
  });
  input.addEventListener("blur", close);
}
