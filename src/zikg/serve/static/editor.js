/* Starts the editor with examples as tabs. Its look-ups at prefix.cc and LOV are switched off:
   nothing is fetched but answers of the endpoint of this server. */
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const setting = JSON.parse(document.getElementById(place.dataset.setting).textContent);
  const { Yasgui } = window;
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  const made = new Yasgui(place, {
    autoAddOnInit: false,
    autofocus: false,
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false,
    requestConfig: { endpoint: setting.endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: setting.endpoint }] },
  });
  setting.examples.forEach((example, number) => {
    made.addTab(number === 0, { name: example.name, yasqe: { value: example.query } });
  });
  /* The editor's own controls carry no names for screen readers. */
  const named = () => {
    /* Its tabs claim the role of tabs but control nothing that has their name. */
    place.querySelectorAll(".tabsList[role], .tabsList [role]").forEach((part) => {
      ["role", "aria-controls", "aria-selected"].forEach((name) => part.removeAttribute(name));
    });
    place.querySelectorAll(".CodeMirror textarea").forEach((area) => area.setAttribute("aria-label", "SPARQL"));
    place.querySelectorAll("input.autocomplete, .autocompleteWrapper input").forEach((field) => field.setAttribute("aria-label", "endpoint"));
  };
  named();
  new MutationObserver(named).observe(place, { childList: true, subtree: true });
  document.documentElement.classList.add("yasgui-there");
})();
