// The desk's one script. Every page works without it; it adds lighting on
// hover, keys, the notice of new stories, and on a phone the drawer.
"use strict";
(() => {
  const $ = (s, at) => (at || document).querySelector(s);
  const $$ = (s, at) => Array.from((at || document).querySelectorAll(s));

  // Facts and their words
  const page = $("#story");
  if (page) lighting(page);

  function lighting(page) {
    const facts = $("#facts");
    const narrow = matchMedia("(max-width: 62rem)");
    const wordsOf = new Map(), cardOf = new Map();
    for (const w of $$(".w", page)) {
      for (const id of w.dataset.f.split(" ")) {
        if (!wordsOf.has(id)) wordsOf.set(id, []);
        wordsOf.get(id).push(w);
      }
    }
    for (const c of $$(".fact", facts)) cardOf.set(c.id, c);
    let held = "", lit = $$(".lit", page); // those of the fact in the address

    const dark = () => {
      for (const e of lit) e.classList.remove("lit", "near");
      lit = [];
    };
    const light = (id, also) => {
      dark();
      for (const w of wordsOf.get(id) || []) { w.classList.add("lit"); lit.push(w); }
      const card = cardOf.get(id);
      if (card) { card.classList.add("lit"); lit.push(card); }
      for (const o of also || []) {
        const c = o !== id && cardOf.get(o);
        if (c) { c.classList.add("near"); lit.push(c); }
      }
    };
    const rest = () => held ? light(held) : dark();
    // A card is brought into the panel's own window; the page does not move.
    const bring = (card) => {
      if (!card || narrow.matches) return;
      const fold = card.closest("details.group");
      if (fold && !fold.open) fold.open = true;
      const box = facts.getBoundingClientRect(), c = card.getBoundingClientRect();
      if (c.top < box.top + 8) facts.scrollTop -= box.top + 40 - c.top;
      else if (c.bottom > box.bottom - 8) facts.scrollTop += c.bottom - box.bottom + 60;
    };
    const hold = (id) => {
      held = id;
      light(id);
      history.replaceState(null, "", "#" + id);
    };

    // After a key or a focus the page scrolls under a pointer that has not
    // moved; browsers say "over" for that as well, and it must not take the
    // light away.
    let px = -1, py = -1, still = false;
    const seen = (e) => { px = e.screenX; py = e.screenY; still = false; };
    page.addEventListener("pointermove", (e) => { if (e.screenX !== px || e.screenY !== py) seen(e); });
    document.addEventListener("pointerdown", seen);
    page.addEventListener("pointerover", (e) => {
      if (e.pointerType === "touch") return;
      if (still && e.screenX === px && e.screenY === py) return;
      seen(e);
      const w = e.target.closest(".w");
      if (w) {
        const ids = w.dataset.f.split(" ");
        light(ids[0], ids);
        const card = cardOf.get(ids[0]);
        if (card && !(card.closest("details.group") || { open: true }).open) return;
        bring(card);
        return;
      }
      const card = e.target.closest(".fact");
      if (card) light(card.dataset.f); else if (lit.length) rest();
    });
    page.addEventListener("pointerleave", (e) => { if (!still || e.screenX !== px || e.screenY !== py) rest(); });
    page.addEventListener("focusin", (e) => {
      still = true;
      const w = e.target.closest(".w"), card = e.target.closest(".fact");
      if (w) { light(w.dataset.f.split(" ")[0]); bring(cardOf.get(w.dataset.f.split(" ")[0])); }
      else if (card) light(card.dataset.f);
    });
    page.addEventListener("click", (e) => {
      if (e.metaKey || e.ctrlKey || e.shiftKey || e.target.closest("summary")) return;
      const face = e.target.closest(".says"), w = e.target.closest(".w");
      if (face) {
        const id = face.closest(".fact").dataset.f, at = document.getElementById("w-" + id);
        if (!at) return;
        e.preventDefault();
        hold(id);
        at.scrollIntoView({ block: "start" });
      } else if (w) {
        const id = w.dataset.f.split(" ")[0];
        e.preventDefault();
        if (held === id) { held = ""; rest(); return; }
        hold(id);
        if (narrow.matches) location.hash = id; else bring(cardOf.get(id));
      } else if (!e.target.closest(".fact, a, button") && String(getSelection()) === "") {
        held = ""; rest();
      }
    });

    // j and k walk through the facts in the order of the panel.
    const cards = [...cardOf.values()];
    page.step = (by) => {
      const open = cards.filter((c) => (c.closest("details.group") || { open: true }).open);
      const i = open.findIndex((c) => c.id === held);
      const next = open[i < 0 && by < 0 ? open.length - 1 : Math.min(open.length - 1, Math.max(0, i + by))];
      if (!next) return;
      hold(next.id);
      still = true;
      bring(next);
      const at = document.getElementById("w-" + next.id);
      if (at) at.scrollIntoView({ block: "start" });
    };
    document.addEventListener("keydown", (e) => { if (e.key === "Escape") { held = ""; dark(); } });

    const from = decodeURIComponent(location.hash.slice(1)).replace(/^w-/, "");
    if (cardOf.has(from)) { held = from; light(from); bring(cardOf.get(from)); }
  }

  // Keys
  let entries = $$(".entry");
  let at = -1;
  const go = (by) => {
    if (page) return page.step(by);
    if (!entries.length) return;
    if (at >= 0) entries[at].classList.remove("now");
    at = Math.min(entries.length - 1, Math.max(0, at + by));
    entries[at].classList.add("now");
    $("h3 a", entries[at]).focus({ preventScroll: true });
    entries[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.target.closest("input, textarea, select")) return;
    switch (e.key) {
      case "j": go(1); break;
      case "k": go(-1); break;
      case "o": if (at >= 0) $("h3 a", entries[at]).click(); else return; break;
      case "u": if (page) location.assign("/"); else return; break;
      case "/": $("#q").focus(); break;
      default: return;
    }
    e.preventDefault();
  });

  // Filters take effect at once
  const pick = $(".pick");
  if (pick) pick.addEventListener("change", () => pick.requestSubmit());

  // On a wide screen the style sheet shows the two panels; say so to readers
  // of the screen too
  if (matchMedia("(min-width: 40.01rem)").matches) for (const p of $$(".panel")) p.open = true;

  // New stories come into the list by themselves while its first page is looked
  // at from the top; a reader who is further down is told, and shown them when
  // they click.
  if ($("#live") && $(".river") && window.EventSource) {
    const first = !new URLSearchParams(location.search).has("from");
    const resting = () => first && scrollY < 80 && at < 0 && !document.activeElement.closest(".river");
    let feed, again = [];
    const listen = () => {
      if (feed) feed.close();
      feed = new EventSource("/events?since=" + encodeURIComponent($(".river").dataset.since));
      feed.addEventListener("new", (e) => {
        const n = Number(e.data), bar = $("#live");
        if (!n) return;
        $("a", bar).textContent = n === 1 ? "1 new story" : n + " new stories";
        bar.classList.add("on");
        if (!resting()) return;
        show();
        // their facts follow when they are read
        again.forEach(clearTimeout);
        again = [3, 10, 30].map((s) => setTimeout(() => { if (resting()) show(); }, s * 1000));
      });
    };
    const show = async () => {
      const answer = await fetch($("#live a").getAttribute("href")).catch(() => null);
      if (!answer || !answer.ok) return;
      const fresh = $(".river", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!fresh) return;
      const since = $(".river").dataset.since;
      $(".river").replaceWith(fresh);
      entries = $$(".entry");
      at = -1;
      if (fresh.dataset.since !== since) listen();
    };
    document.addEventListener("click", (e) => {
      if (!first || e.metaKey || e.ctrlKey || e.shiftKey || !e.target.closest("#live a")) return;
      e.preventDefault();
      scrollTo(0, 0);
      show();
    });
    listen();
    addEventListener("pagehide", () => feed.close());
  }

  // The slider of a dossier says at which month it stands, and asks when it is
  // let go.
  const slide = $(".slide input[type=range]");
  if (slide) {
    document.documentElement.classList.add("scripted");
    const says = $("output", slide.form);
    slide.addEventListener("input", () => {
      const n = Number(slide.value);
      says.textContent = n === Number(slide.max) ? "today" : new Date(Date.UTC(Math.floor(n / 12), n % 12, 1)).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    });
    slide.addEventListener("change", () => slide.form.requestSubmit());
  }
})();
