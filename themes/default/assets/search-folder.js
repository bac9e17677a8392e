// Opens the files of a search index from a folder, where a page may fetch nothing but scripts: each hands over its
// content (src/search/mod.rs).

{
  /** Files that came and wait to be taken: name to base64. @type {Map<string, string>} */
  const received = new Map();
  const failure = (kind, name) => Object.assign(new Error(`${kind}: ${name}`), { kind });

  /** @param {URL} url @param {string} name @returns {Promise<Uint8Array>} */
  function load(url, name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${url}.js`;
      script.onload = script.onerror = () => {
        const text = received.get(name);
        received.delete(name);
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

  /** Called by the files. @param {string} name @param {string} text */
  function receive(name, text) {
    received.set(name.slice(name.indexOf("/") + 1), text);
  }

  globalThis.vellumSearch = { ...globalThis.vellumSearch, load, receive };
}
