// Starts what allauth brings for passkeys: which form does what stands in the form itself.
document.addEventListener("DOMContentLoaded", () => {
  const problem = document.getElementById("passkey-problem");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (problem) problem.hidden = false;
  });
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const ids = { credential: form.querySelector("[name=credential]").id };
    const button = form.querySelector("[data-start]");
    ids[form.dataset.ids] = button.id;
    if (document.getElementById("js_data")) ids.data = "js_data";
    const passwordless = form.querySelector("[name=passwordless]");
    if (passwordless) ids.passwordless = passwordless.id;
    button.addEventListener("click", () => {
      if (problem) problem.hidden = true;
      const shared = document.getElementById("id_shared");
      const told = form.querySelector("[name=shared]");
      if (shared && told) told.value = shared.checked ? "on" : "";
    });
    window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
  }
});
