// What a plain form cannot do: stay current, send without leaving the page, and the keys people know from Slack.
import { listen, refreshSoon } from "./live.js";
import { asked, dispatch, send } from "./send.js";
import { find, takeFirst } from "./options.js";
import { choose, fit, suggest, take } from "./writing.js";

document.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  if (form.method !== "post" || form.action.endsWith("/clock")) return;
  event.preventDefault();
  if (form.ariaBusy || !(await asked(button))) return;
  if (button?.dataset.url) window.open(button.dataset.url, "_blank", "noopener");
  button?.closest("details[open]")?.removeAttribute("open");
  const text = form.matches("[data-composer]") && !button?.name ? form.elements.text : null;
  const typed = text?.value;
  const sending = send(form, button); // it has read the form when it returns
  if (text) fit(Object.assign(text, { value: "" }));
  const went = await sending;
  if (text && !went && !text.value) fit(Object.assign(text, { value: typed })); // nothing typed is lost
  if (went && form.dataset.leave) location.replace(form.dataset.leave);
  else refreshSoon();
});

document.addEventListener("change", (event) => {
  const field = event.target, most = Number(field.dataset.max || Infinity);
  if (field.multiple) [...field.selectedOptions].slice(most).forEach((option) => (option.selected = false));
  if (field.dataset.dispatch === "change" && !field.dataset.suggest) dispatch(field);
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches("[data-composer] textarea")) fit(field), suggest(field);
  if (field.dataset.dispatch?.includes("character")) dispatch(field);
  if (field.dataset.suggest) find(field);
});

document.addEventListener("keydown", (event) => {
  const field = event.target, enter = event.key === "Enter" && !event.isComposing;
  if (field.matches?.("[data-composer] textarea")) write(event, field, enter);
  else if (enter && field.dataset?.suggest) event.preventDefault(), takeFirst(field);
  else if (enter && field.dataset?.dispatch?.includes("enter")) event.preventDefault(), dispatch(field);
  else if (event.key === "Escape") closeMenus(null);
});

function write(event, area, enter) {
  const list = area.form.querySelector(".suggest:not([hidden])");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (list && step) choose(list, step);
  else if (list && (event.key === "Tab" || enter)) take(list.querySelector("[aria-selected=true]"));
  else if (list && event.key === "Escape") list.hidden = true;
  else if (enter && !event.shiftKey) area.form.requestSubmit();
  else return;
  event.preventDefault();
}

document.addEventListener("click", (event) => {
  const offer = event.target.closest("[data-insert]"), link = event.target.closest("[data-copy]");
  if (offer) take(offer);
  if (link) event.preventDefault(), navigator.clipboard?.writeText(link.href), closeMenus(null);
  else closeMenus(event.target);
});

// Closes every open menu but the one around `except`; with the keyboard, the focus goes back to what opened it.
function closeMenus(except) {
  for (const menu of document.querySelectorAll(":is(details.menu, details.sk-overflow)[open]")) {
    if (menu.contains(except)) continue;
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus && !except) menu.querySelector("summary").focus();
  }
}

for (const scroller of document.querySelectorAll("[data-scroll]")) {
  const target = scroller.querySelector(":target, .editor");
  if (target) target.scrollIntoView({ block: "center" });
  else scroller.scrollTop = scroller.scrollHeight;
}
document.querySelector(".thread [data-composer] textarea")?.focus();
listen();
