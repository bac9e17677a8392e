// Opens the files of a search index from a folder, where a page may fetch nothing but scripts: each hands over its
// content (src/search/mod.rs).

{
  /** What came with each script, as base64. @type {WeakMap<Element, string>} */
  const received = new WeakMap();
  const failure = (kind, name) => Object.assign(new Error(`${kind}: ${name}`), { kind });

  /** @param {URL} url @param {string} name @returns {Promise<Uint8Array>} */
  function load(url, name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${url}.js`;
      script.onload = script.onerror = () => {
        const text = received.get(script);
        script.remove();
        if (text === undefined) return reject(failure("missing", name));
        try {
          resolve(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
        } catch {
          reject(failure("corrupt", name));
        }
      };
      document.head.append(script);
    });
  }

  /** Called by each file, while its script runs. @param {string} text */
  function receive(text) {
    received.set(document.currentScript, text);
  }

  globalThis.vellumSearch = { ...globalThis.vellumSearch, load, receive };
}
