// Staying current. The server says only that something changed; the page then asks for itself again and mends what
// differs, but nothing that somebody is typing in.

const served = new WeakMap(); // element -> its HTML as the server sent it, before anybody touched it

function remember(page) {
  page.querySelectorAll("[data-live], [data-list] > *").forEach((part) => served.set(part, part.outerHTML));
}

let events, running = false, again = false;

export function listen() {
  events?.close();
  if (document.hidden || !document.body.dataset.events) return; // a browser keeps six connections for all its tabs
  events = new EventSource(document.body.dataset.events);
  events.onopen = events.onmessage = refreshSoon;
}

export async function refreshSoon() {
  again = true;
  if (running) return;
  running = true;
  for (let pause = 40; again; ) {
    await new Promise((done) => setTimeout(done, pause)); // a burst of changes is one question
    again = false;
    const asked = performance.now();
    await refresh().catch(() => {}); // the server went away: the stream connects again by itself
    pause = Math.min(40 + 3 * (performance.now() - asked), 1000); // while much happens, most of the time is for that
  }
  running = false;
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { "X-Refresh": "1" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  remember(fresh);
  const atEnd = [...document.querySelectorAll("[data-scroll]")].filter((e) => e.scrollHeight - e.scrollTop - e.clientHeight < 60);
  document.querySelectorAll("[data-live]").forEach((old) => replace(old, fresh.getElementById(old.id)));
  document.querySelectorAll("[data-list]").forEach((old) => mend(old, fresh.getElementById(old.id)));
  atEnd.forEach((scroller) => (scroller.scrollTop = scroller.scrollHeight));
  openModals();
}

function isBusy(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
}

let refocus = ""; // the id of the field that had the focus in a form the app has just updated
let waits = false; // something could not be replaced because of the focus in it

function replace(old, fresh) {
  if (!fresh || served.get(old) === served.get(fresh)) return false;
  const isModal = old.id === "modal"; // the app may update a form while somebody fills it in
  if (!isModal && isBusy(old)) return (waits = true) && false;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  keepTyped(old, fresh);
  old.replaceWith(fresh);
  if (isModal) refocus = focused;
  else if (focused) document.getElementById(focused)?.focus();
  return true;
}

// Slack keeps what was typed in a field as long as its block and action keep their ids, which are the field's id here.
function keepTyped(old, fresh) {
  for (const field of old.querySelectorAll("textarea[id], select[id], input[id]")) {
    const twin = fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (!twin || field.type === "file") continue;
    twin.value = field.value;
    twin.checked = field.checked;
    if (typeof field.selectionStart === "number") twin.setSelectionRange(field.selectionStart, field.selectionEnd);
    if (field.multiple) [...twin.options].forEach((option, place) => (option.selected = field.options[place]?.selected));
  }
  const details = fresh.matches("details") ? [fresh] : [...fresh.querySelectorAll("details")];
  const before = old.matches("details") ? [old] : [...old.querySelectorAll("details")];
  details.forEach((each, place) => (each.open = Boolean(before[place]?.open)));
}

// Makes the children of a list those of the fresh one, touching only what differs.
function mend(list, fresh) {
  if (!fresh) return;
  const gone = new Map([...list.children].map((item) => [item.id, item]));
  let place = list.firstElementChild;
  for (const item of [...fresh.children]) {
    const old = gone.get(item.id);
    gone.delete(item.id);
    const wasHere = old && old === place;
    if (wasHere) place = place.nextElementSibling;
    const shown = old && !replace(old, item) ? old : item;
    if (!wasHere) list.insertBefore(shown, place);
  }
  gone.forEach((item) => item.remove());
}

function openModals() {
  for (const dialog of document.querySelectorAll("#modal dialog:not(:modal)")) {
    dialog.close();
    dialog.showModal();
    const wanted = [`#${CSS.escape(refocus || "-")}`, "[aria-invalid]", "[autofocus]", ".modal-body :is(input, textarea, select, button)"];
    wanted.map((one) => dialog.querySelector(one)).find(Boolean)?.focus();
    refocus = "";
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      dialog.querySelector("[data-close]").click();
    });
  }
}

document.addEventListener("visibilitychange", listen);
document.addEventListener("focusout", () => setTimeout(() => waits && !isBusy(document.body) && ((waits = false), refreshSoon())));
remember(document);
openModals();
