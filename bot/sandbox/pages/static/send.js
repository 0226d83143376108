// Posting a form where it stands, after asking what the app wants asked.
import { refreshSoon } from "./live.js";

// True when it was done; false when Slack said no, which then shows as a notice.
export async function send(form, button, extra = {}) {
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  if (button?.dataset.value) body.set("_value", button.dataset.value);
  Object.entries(extra).forEach(([name, value]) => body.set(name, value));
  const address = button?.getAttribute("formaction") || (extra._action && form.dataset.click) || form.action;
  form.ariaBusy = "true";
  try {
    return (await fetch(address, { method: "POST", body, headers: { Accept: "*/*" } })).ok;
  } catch {
    return false; // the sandbox is gone
  } finally {
    form.ariaBusy = null;
  }
}

// A control that tells the app by itself.
export async function dispatch(field, name = field.name) {
  if (await asked(field)) await send(field.form, null, { _action: name });
  refreshSoon();
}

// The confirm dialog of a control that has one.
export async function asked(control) {
  const { confirmTitle, confirmText, confirmOk, confirmDeny, confirmStyle } = control?.dataset ?? {};
  if (!confirmTitle) return true;
  const dialog = document.importNode(document.getElementById("confirm").content, true).firstElementChild;
  const words = { h2: confirmTitle, p: confirmText, "[value=no]": confirmDeny, "[value=yes]": confirmOk };
  Object.entries(words).forEach(([part, text]) => (dialog.querySelector(part).textContent = text));
  if (confirmStyle === "danger") dialog.querySelector("[value=yes]").className = "danger solid";
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done));
  dialog.remove();
  return dialog.returnValue === "yes";
}
