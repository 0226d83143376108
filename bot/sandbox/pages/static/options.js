// Menus whose options the app knows (external selects): ask while typing, keep the chosen ones beside the field.
import { dispatch } from "./send.js";

export async function find(field) {
  const query = field.value;
  if (query.length < Number(field.dataset.minQuery)) return;
  const asking = new URLSearchParams({ surface: field.form.dataset.surface, control: field.dataset.suggest, query });
  const answer = await fetch(`${field.form.dataset.click.replace(/click$/, "suggest")}?${asking}`);
  if (!answer.ok || field.value !== query) return; // an older question's answer
  show(field, (await answer.json()).flatMap((one) => one.options ?? [one]));
}

// Enter takes the first option, as in Slack's client; it never sends the form.
export function takeFirst(field) {
  field.closest(".sk-external").querySelector(".sk-external__options button")?.click();
}

function show(field, options) {
  const box = field.closest(".sk-external");
  box.querySelector(".sk-external__options")?.remove();
  const list = box.appendChild(made("div", { className: "sk-external__options" }));
  for (const option of options) {
    list.append(made("button", { type: "button", textContent: option.text.text, onclick: () => pick(field, box, option) }));
  }
}

function pick(field, box, option) {
  if (field.dataset.multiple === undefined) box.querySelectorAll(".sk-external__picked").forEach((old) => old.remove());
  const chosen = made("span", { className: "sk-external__picked", textContent: option.text.text });
  const value = JSON.stringify({ text: option.text, value: option.value });
  chosen.append(made("input", { type: "hidden", name: field.dataset.suggest, value }));
  box.append(chosen);
  box.querySelector(".sk-external__options").remove();
  field.value = "";
  field.focus();
  if (field.dataset.dispatch === "change") dispatch(field, field.dataset.suggest);
}

function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
