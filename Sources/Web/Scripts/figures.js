// Draws the chart of a table from the table itself, so that no number is in one and not in the other. Without this script, or
// without Chart.js, the table stands alone. Series differ by colour and by pattern; labels say what each is.
(function () {
  "use strict";
  if (typeof window.Chart !== "function") { return; }
  var ink = "#1b2126", line = "#d3d9de";
  var colours = ["#0b5876", "#b3470a", "#4a545c", "#1a6b37", "#6b3fa0"];
  var mostRows = 20, lineHeight = 22, fontSize = 18;
  var numbers = new Intl.NumberFormat(document.documentElement.lang || "vi", { maximumFractionDigits: 1 });

  // A tile of the series' colour; the first is plain.
  function pattern(index) {
    var colour = colours[index % colours.length];
    if (index === 0) { return colour; }
    var tile = document.createElement("canvas"), size = 10;
    tile.width = size; tile.height = size;
    var pen = tile.getContext("2d");
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, size, size);
    pen.strokeStyle = colour; pen.fillStyle = colour; pen.lineWidth = 3;
    pen.beginPath();
    if (index === 1) { pen.moveTo(0, size); pen.lineTo(size, 0); pen.moveTo(-2, 2); pen.lineTo(2, -2); pen.moveTo(8, 12); pen.lineTo(12, 8); }
    if (index === 2) { pen.moveTo(5, 0); pen.lineTo(5, size); }
    if (index === 3) { pen.moveTo(0, 5); pen.lineTo(size, 5); }
    pen.stroke();
    if (index >= 4) { pen.arc(5, 5, 3, 0, 2 * Math.PI); pen.fill(); }
    return pen.createPattern(tile, "repeat");
  }

  function read(table, columns) {
    var heads = table.tHead.rows[0].cells;
    var rows = Array.prototype.filter.call(table.tBodies[0].rows, function (row) { return !row.classList.contains("sum"); });
    return {
      labels: rows.map(function (row) { return row.cells[0].dataset.short || row.cells[0].textContent.trim(); }),
      series: columns.map(function (column) {
        return {
          label: heads[column].firstChild.textContent.trim(),
          data: rows.map(function (row) {
            var value = row.cells[column] && row.cells[column].dataset.value;
            return value === undefined ? null : Number(value);
          })
        };
      })
    };
  }

  // Of a long table the largest rows, by what all series make together.
  function largest(found) {
    var sums = found.labels.map(function (_, row) {
      return found.series.reduce(function (sum, series) { return sum + (series.data[row] || 0); }, 0);
    });
    var kept = sums.map(function (_, row) { return row; }).sort(function (a, b) { return sums[b] - sums[a]; }).slice(0, mostRows);
    return {
      labels: kept.map(function (row) { return found.labels[row]; }),
      series: found.series.map(function (series) {
        return { label: series.label, data: kept.map(function (row) { return series.data[row]; }) };
      })
    };
  }

  function draw(figure) {
    var table = document.getElementById(figure.dataset.table);
    if (!table || !table.tHead || !table.tBodies[0]) { return; }
    var kind = figure.dataset.kind, isFlat = kind === "rows" || kind === "stack";
    var found = read(table, figure.dataset.columns.split(",").map(Number));
    if (found.labels.length === 0) { return; }
    if (isFlat && found.labels.length > mostRows) {
      found = largest(found);
      var more = figure.querySelector("figcaption");
      if (more) { more.hidden = false; }
    }
    var area = figure.querySelector(".chart-area");
    figure.classList.add("chart-drawn");
    // A name with the one above takes two lines, so that it fits on a telephone.
    var names = isFlat ? found.labels.map(function (label) { return label.split(" › "); }) : found.labels;
    if (isFlat) {
      var lines = Math.max.apply(null, names.map(function (name) { return name.length; }));
      area.style.height = Math.max(7, (found.labels.length * (lines * lineHeight + 12) + 90) / fontSize) + "rem";
    }
    // Names take half of the width at most: on a telephone they are written smaller.
    var letters = { size: area.clientWidth < 500 ? 13 : 15 };
    var value = { beginAtZero: true, grid: { color: line }, ticks: { color: ink, precision: 0, callback: function (tick) { return numbers.format(tick); } } };
    if (figure.dataset.unit) { value.title = { display: true, text: figure.dataset.unit, color: ink }; }
    if (figure.dataset.most) { value.max = Number(figure.dataset.most); }
    var name = { grid: { display: false }, ticks: { color: ink, autoSkip: !isFlat, font: letters } };
    value.stacked = name.stacked = kind === "stack";
    return new window.Chart(area.querySelector("canvas"), {
      type: "bar",
      data: {
        labels: names,
        datasets: found.series.map(function (series, index) {
          return {
            label: series.label, data: series.data, backgroundColor: pattern(index), borderColor: colours[index % colours.length],
            borderWidth: 1, maxBarThickness: 44
          };
        })
      },
      options: {
        indexAxis: isFlat ? "y" : "x", responsive: true, maintainAspectRatio: false,
        animation: false,
        scales: isFlat ? { x: value, y: name } : { x: name, y: value },
        plugins: {
          legend: { display: found.series.length > 1, labels: { color: ink } },
          tooltip: { callbacks: { title: function (items) { return found.labels[items[0].dataIndex]; }, label: function (item) { return item.dataset.label + ": " + numbers.format(item.raw); } } }
        }
      }
    });
  }

  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  window.Chart.defaults.font.size = 15;
  document.querySelectorAll("figure[data-table]").forEach(draw);
}());
