// A picture at the door leads to this page with the code behind the #, which no server is sent: the browser fills it in.
(function () {
  "use strict";
  var code = window.location.hash.slice(1);
  var field = document.getElementById("code");
  if (!field || field.value !== "" || !/^[0-9]{6}$/.test(code)) { return; }
  field.value = code;
  document.getElementById("seat").focus();
}());
