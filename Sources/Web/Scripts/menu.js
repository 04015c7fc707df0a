// Closes an open menu when somebody goes on elsewhere or presses Escape. Without this they close by a second press.
(function () {
  "use strict";
  var menus = document.querySelectorAll(".tasks details");
  function close(except) {
    menus.forEach(function (menu) { if (menu !== except) { menu.open = false; } });
  }
  menus.forEach(function (menu) {
    menu.addEventListener("toggle", function () { if (menu.open) { close(menu); } });
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) { return; }
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    close(event.target.closest(".tasks details"));
  });
}());
