// The desk's script. Every page works without it; it adds light on hover, keys,
// stars in place, and stories that arrive without a reload.
"use strict";
(() => {
  const $ = (s, at) => (at || document).querySelector(s);
  const $$ = (s, at) => Array.from((at || document).querySelectorAll(s));

  // Facts and their words
  const page = $("#story");
  if (page) lighting(page);

  function lighting(page) {
    const facts = $("#facts");
    const phone = matchMedia("(max-width: 47.99rem)"), narrow = matchMedia("(max-width: 61.99rem)");
    const wordsOf = new Map(), factOf = new Map();
    for (const w of $$(".w", page)) {
      for (const id of w.dataset.f.split(" ")) {
        if (!wordsOf.has(id)) wordsOf.set(id, []);
        wordsOf.get(id).push(w);
      }
    }
    for (const f of $$(".fact", facts)) factOf.set(f.id, f);
    // of the facts that words belong to, the first that stands in the record
    const idOf = (w) => w.dataset.f.split(" ").find((id) => factOf.has(id)) || "";
    let held = "", lit = $$(".lit", page); // those of the fact in the address

    const dark = () => {
      for (const e of lit) e.classList.remove("lit", "near");
      lit = [];
    };
    const light = (id, also) => {
      dark();
      for (const w of wordsOf.get(id) || []) { w.classList.add("lit"); lit.push(w); }
      const fact = factOf.get(id);
      if (fact) { fact.classList.add("lit"); lit.push(fact); }
      for (const o of also || []) {
        const f = o !== id && factOf.get(o);
        if (f) { f.classList.add("near"); lit.push(f); }
      }
    };
    const rest = () => held ? light(held) : dark();
    // A fact is brought into the record's own window; the page does not move.
    const bring = (fact) => {
      if (!fact || narrow.matches) return;
      const fold = fact.closest("details.group");
      if (fold && !fold.open) fold.open = true;
      const box = facts.getBoundingClientRect(), c = fact.getBoundingClientRect();
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
        const id = idOf(w);
        light(id, w.dataset.f.split(" "));
        const fact = factOf.get(id);
        if (fact && !(fact.closest("details.group") || { open: true }).open) return;
        bring(fact);
        return;
      }
      const fact = e.target.closest(".record .fact");
      if (fact) light(fact.dataset.f); else if (lit.length) rest();
    });
    page.addEventListener("pointerleave", (e) => { if (!still || e.screenX !== px || e.screenY !== py) rest(); });
    page.addEventListener("focusin", (e) => {
      still = true;
      const at = e.target.closest(".at"), fact = e.target.closest(".record .fact");
      if (at) { const id = at.hash.slice(1); light(id); bring(factOf.get(id)); }
      else if (fact) light(fact.dataset.f);
    });
    page.addEventListener("click", (e) => {
      if (e.metaKey || e.ctrlKey || e.shiftKey || e.target.closest("summary")) return;
      const says = e.target.closest(".record .says"), at = e.target.closest(".at"), w = e.target.closest(".w");
      if (says) {
        const id = says.closest(".fact").dataset.f, words = document.getElementById("w-" + id);
        if (!words) return;
        if (phone.matches) { held = id; light(id); return; } // the address brings the text back
        e.preventDefault();
        hold(id);
        words.scrollIntoView({ block: "start" });
      } else if (at || w) {
        const id = at ? at.hash.slice(1) : idOf(w);
        if (!id || String(getSelection()) !== "") return;
        e.preventDefault();
        if (held === id) { held = ""; rest(); return; }
        if (phone.matches) { held = id; light(id); location.hash = id; return; }
        hold(id);
        bring(factOf.get(id));
      } else if (!e.target.closest(".fact, a, button, input, select, textarea") && String(getSelection()) === "") {
        held = "";
        rest();
      }
    });

    // j and k walk through the facts in the order of the record.
    const all = [...factOf.values()];
    page.step = (by) => {
      const open = all.filter((f) => (f.closest("details.group") || { open: true }).open);
      const i = open.findIndex((f) => f.id === held);
      const next = open[i < 0 && by < 0 ? open.length - 1 : Math.min(open.length - 1, Math.max(0, i + by))];
      if (!next) return;
      hold(next.id);
      still = true;
      bring(next);
      const at = document.getElementById("w-" + next.id);
      if (at) at.scrollIntoView({ block: "start" });
    };
    page.why = () => {
      const fold = factOf.has(held) && $(".why", factOf.get(held));
      if (fold) fold.open = !fold.open;
    };
    document.addEventListener("keydown", (e) => { if (e.key === "Escape") { held = ""; dark(); } });

    const from = decodeURIComponent(location.hash.slice(1)).replace(/^w-/, "");
    if (factOf.has(from)) { held = from; light(from); bring(factOf.get(from)); }
    addEventListener("hashchange", () => {
      const id = decodeURIComponent(location.hash.slice(1)).replace(/^w-/, "");
      if (factOf.has(id)) { held = id; light(id); bring(factOf.get(id)); }
    });

    // Words that are selected become those of a fact to be added.
    const add = $("#addfact");
    if (add) document.addEventListener("selectionchange", () => {
      const words = String(getSelection()).trim();
      if (words && words.length < 600 && page.contains(getSelection().anchorNode)) add.search = "?kind=event&words=" + encodeURIComponent(words);
    });
  }

  // Keys
  let entries = $$(".river .entry, .one .entry");
  let at = -1;
  const mark = (i) => {
    if (at >= 0) entries[at].classList.remove("now");
    at = i;
    entries[at].classList.add("now");
    $("h3 a", entries[at]).focus({ preventScroll: true });
    entries[at].scrollIntoView({ block: "nearest" });
  };
  const go = (by) => {
    if (page) return page.step(by);
    if (!entries.length) return;
    const older = by > 0 && at === entries.length - 1 && $(".pages a[rel=next]");
    if (older) { kept("mark", "first"); older.click(); } else mark(Math.min(entries.length - 1, Math.max(0, at + by)));
  };
  // From a story the reader comes back to the list as it was left: the same
  // filters, the same page, the story marked.
  const kept = (key, value) => {
    try { if (value === undefined) return sessionStorage.getItem(key) || ""; sessionStorage.setItem(key, value); } catch { /* not allowed */ }
    return "";
  };
  if ($(".river")) {
    const was = kept("mark"), i = was === "first" ? 0 : entries.findIndex((e) => e.id === was);
    if (entries[i]) mark(i);
    kept("mark", "");
    kept("list", location.pathname + location.search);
  }
  const back = () => {
    kept("mark", "s-" + page.dataset.id);
    location.assign(kept("list") || "/");
  };
  const star = async (button) => {
    const form = button.form;
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "text/plain" }, body: new URLSearchParams({ story: button.value }) }).catch(() => null);
    if (answer && answer.ok) button.setAttribute("aria-pressed", (await answer.text()).trim());
    else form.requestSubmit(button);
  };
  document.addEventListener("click", (e) => {
    const button = e.target.closest(".star");
    if (!button) return;
    e.preventDefault();
    star(button);
  });
  const help = $("#keys");
  document.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.target.closest("input, textarea, select")) return;
    if (help && help.open && e.key !== "?") return;
    switch (e.key) {
      case "j": go(1); break;
      case "k": go(-1); break;
      case "o": if (at >= 0) $("h3 a", entries[at]).click(); else return; break;
      case "s": if (at >= 0 && $(".star", entries[at])) star($(".star", entries[at])); else return; break;
      case "w": if (page) page.why(); else return; break;
      case "u": if (page) back(); else return; break;
      case "/": $("#q").focus(); break;
      case "?": if (help && help.showModal) help.open ? help.close() : help.showModal(); else return; break;
      default: return;
    }
    e.preventDefault();
  });

  // Paper
  for (const b of $$("button.print")) {
    b.hidden = false;
    b.addEventListener("click", () => print());
  }

  // Completion: what the search may become is offered as it is typed
  const box = $("#q"), offers = $("#completions");
  if (box && offers) {
    let wait = 0, asked = "";
    box.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(async () => {
        const q = box.value;
        if (q.trim() === "" || q === asked) return;
        asked = q;
        const answer = await fetch("/complete?q=" + encodeURIComponent(q)).catch(() => null);
        if (!answer || !answer.ok || box.value !== q) return;
        offers.replaceChildren(...(await answer.json()).map((c) => new Option(c.text, c.query)));
      }, 120);
    });
  }

  // Filters take effect at once
  const pick = $(".pick");
  if (pick) pick.addEventListener("change", () => pick.requestSubmit());

  // The filters stand open beside the list; say so to readers of the screen too
  if (matchMedia("(min-width: 48rem)").matches) for (const p of $$(".filters")) p.open = true;

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
      entries = $$(".river .entry");
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
