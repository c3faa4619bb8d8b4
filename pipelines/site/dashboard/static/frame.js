// Language and theme, before the page is drawn; where data shards put what they bring; helpers every page uses.
"use strict";
const Yusuan = (() => {
  const html = document.documentElement;
  const kept = {
    get(key) { try { return localStorage.getItem("yusuan." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("yusuan." + key, value); } catch { /* a browser that keeps nothing */ } },
  };
  const data = {};
  const waiting = {};
  const listeners = [];

  function setLanguage(language) {
    html.dataset.lang = language;
    html.lang = language === "en" ? "en" : "zh-CN";
    const title = document.querySelector("title[data-en]");
    if (title) title.textContent = language === "en" ? title.dataset.en : title.dataset.zh;
    const button = document.getElementById("language");
    if (button) { button.textContent = language === "en" ? "中文" : "English"; button.lang = language === "en" ? "zh-CN" : "en"; }
    listeners.forEach((listener) => listener(language));
  }
  function setTheme(theme) {
    const dark = theme === "dark" || (!theme && matchMedia("(prefers-color-scheme: dark)").matches);
    html.dataset.theme = dark ? "dark" : "light";
    html.classList.toggle("dark", dark);
  }
  const asked = new URLSearchParams(location.search).get("lang");
  setLanguage((asked || kept.get("language")) === "en" ? "en" : "zh");
  setTheme(kept.get("theme"));

  document.addEventListener("DOMContentLoaded", () => {
    setLanguage(html.dataset.lang);
    document.getElementById("language").addEventListener("click", () => {
      const language = html.dataset.lang === "en" ? "zh" : "en";
      kept.set("language", language);
      setLanguage(language);
    });
    document.getElementById("theme").addEventListener("click", () => {
      const theme = html.dataset.theme === "dark" ? "light" : "dark";
      kept.set("theme", theme);
      setTheme(theme);
    });
  });

  return {
    /** Called by a data shard with what it brings. */
    put(name, value) { data[name] = value; },
    /** The data of a shard below data/, loaded once; rejects if the file is not there. */
    load(name) {
      waiting[name] = waiting[name] || new Promise((done, failed) => {
        if (name in data) { done(data[name]); return; }
        const script = document.createElement("script");
        script.src = `${document.body.dataset.root}data/${name}.js`;
        script.onload = () => done(data[name]);
        script.onerror = () => failed(new Error(`${name} is not in this folder`));
        document.head.append(script);
      });
      return waiting[name];
    },
    language: () => html.dataset.lang,
    onLanguage(listener) { listeners.push(listener); },
    /** An element with properties and children; text is always text. */
    el(tag, properties = {}, ...children) {
      const svg = /^(svg|g|rect|text|image|line|polyline|circle|title|path)$/.test(tag) && properties.svg !== false;
      const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
      for (const [key, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false || key === "svg") continue;
        if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
        else node.setAttribute(key, value === true ? "" : value);
      }
      node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
      return node;
    },
    /** Both languages; the style sheet shows one. */
    t(zh, en) {
      const span = Yusuan.el("span", {});
      span.append(Yusuan.el("span", { class: "zh" }, String(zh)), Yusuan.el("span", { class: "en", lang: "en" }, String(en)));
      return span;
    },
    words(pair) { return Yusuan.t(pair[0], pair[1]); },
    /** Digits with separators, from text, so that no amount is ever rounded by the browser. */
    digits(text) {
      if (text === null || text === undefined || text === "") return "–";
      const [whole, part] = String(text).split(".");
      return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part === undefined ? "" : "." + part);
    },
    /** What stands after # as names and values, and putting it there without a new entry in the history. */
    place: {
      get: () => new URLSearchParams(location.hash.slice(1)),
      set(values) {
        const text = new URLSearchParams(values).toString();
        try { history.replaceState(null, "", "#" + text); } catch { location.hash = text; }
      },
    },
  };
})();
