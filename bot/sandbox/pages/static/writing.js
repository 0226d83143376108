// The box one writes in: it grows, and a list of commands or names opens with "/" or "@".

export function fit(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, 200)}px`;
}

const WORD = /^\/[\w-]*$|(?<=^|\s)@[^@\n]*$/; // what stands before the cursor: a command at the start, or a name

export function suggest(area) {
  const word = area.value.slice(0, area.selectionStart).match(WORD)?.[0].toLowerCase();
  const list = area.form.querySelector(".suggest");
  for (const item of list.children) {
    const offer = item.dataset.insert.toLowerCase();
    item.hidden = word === undefined || !offer.startsWith(word) || offer === word;
  }
  const first = list.querySelector("li:not([hidden])");
  list.hidden = !first;
  mark(list, first);
}

export function choose(list, step) {
  const items = [...list.querySelectorAll("li:not([hidden])")];
  const now = items.findIndex((item) => item.ariaSelected === "true");
  mark(list, items[(now + step + items.length) % items.length]);
}

export function take(item) {
  const area = item.closest("form").elements.text;
  const start = area.value.slice(0, area.selectionStart).search(WORD);
  area.setRangeText(`${item.dataset.insert} `, start, area.selectionStart, "end");
  area.focus();
  suggest(area);
}

function mark(list, chosen) {
  for (const item of list.children) item.ariaSelected = String(item === chosen);
  chosen?.scrollIntoView({ block: "nearest" });
  const area = list.closest("form").elements.text;
  if (chosen) area.setAttribute("aria-activedescendant", chosen.id);
  else area.removeAttribute("aria-activedescendant");
}
