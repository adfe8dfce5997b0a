// The two buttons that need a script; the page is whole without them.
"use strict";
(function () {
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  const copy = document.getElementById("copy");
  const link = document.getElementById("link");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    link.select();
    try {
      await navigator.clipboard.writeText(link.value);
    } catch (_) {
      document.execCommand("copy"); // where the page is not served over https
    }
    document.getElementById("copied").textContent = "已复制";
  });
})();
