import Programme

/// An official report as a page of HTML, for the PDF: A4, upright or lying as its tables need, headings on every page, pages
/// numbered, a draft marked across each.
package struct OfficialPage {
    /// Rows that are printed at most; longer lists are handed out as workbook and CSV alone. Printing takes about a second for a
    /// hundred rows and some kilobytes of memory for each.
    package static let mostRows = 4_000

    private static let layout = """
        body { font-family: "Liberation Serif", "Times New Roman", "DejaVu Serif", serif; font-size: 12pt; margin: 0; }
        table { border-collapse: collapse; width: 100%; }
        .head { margin-bottom: 5mm; }
        .head td { border: 0; text-align: center; vertical-align: top; padding: 0 2mm; }
        .agency, .nation, .motto { font-weight: bold; }
        .motto span { border-bottom: 0.5pt solid black; }
        .place { font-style: italic; }
        h1 { font-size: 15pt; text-align: center; margin: 2mm 0 0 0; }
        .title { text-align: center; font-weight: bold; margin: 0; }
        .opening, .note { margin: 1.5mm 0; text-align: justify; }
        .opening { margin-top: 4mm; }
        h2 { font-size: 12pt; margin: 4mm 0 2mm 0; break-after: avoid; }
        .rows { margin-top: 3mm; table-layout: fixed; }
        .rows th, .rows td { border: 0.5pt solid black; padding: 0.8mm 1mm; font-size: 11pt; overflow-wrap: anywhere; }
        .rows th { text-align: center; vertical-align: middle; }
        .rows tr { break-inside: avoid; }
        .ordinal, .mark { text-align: center; }
        .number { text-align: right; }
        .total td { font-weight: bold; }
        .end { margin-top: 6mm; break-inside: avoid; }
        .end td { border: 0; width: 50%; vertical-align: top; text-align: center; }
        .end .recipients { text-align: left; font-size: 10pt; }
        .signatory { font-weight: bold; padding-top: 22mm; }
        .check { font-size: 8pt; margin-top: 5mm; overflow-wrap: anywhere; }
        .draft { position: fixed; top: 40%; left: 0; right: 0; text-align: center; font-size: 64pt; font-weight: bold;
            color: rgba(192, 0, 0, 0.13); transform: rotate(-30deg); }
        """

    private let summary: OfficialSummary
    private var html = ""
    private var isTableOpen = false
    private var shapes: [OfficialTable.Shape] = []

    /// The page and its style sheet; nil for a report that has too many rows to be printed.
    ///
    /// - Throws: `OfficialReportError`.
    package static func make(contentAt content: String, hash: String) throws -> (html: String, style: String)? {
        let summary = try OfficialSummary(contentAt: content)
        guard summary.rowCount <= mostRows else { return nil }
        var page = OfficialPage(summary: summary)
        page.writeHead()
        let reader = try OfficialContentReader(path: content)
        while let line = try reader.next() {
            switch line {
            case .head: continue
            case .table(let table): page.begin(table)
            case .row(let row): page.append(row)
            }
        }
        page.writeEnd(hash: hash)
        return (page.html, style(isLandscape: summary.isLandscape))
    }

    private init(summary: OfficialSummary) { self.summary = summary }

    private static func style(isLandscape: Bool) -> String {
        """
        @page { size: A4\(isLandscape ? " landscape" : ""); margin: 20mm 15mm 18mm 25mm;
            @bottom-center { content: "Trang " counter(page) "/" counter(pages); font-size: 9pt; } }
        \(layout)
        """
    }

    private mutating func writeHead() {
        let head = summary.head
        html +=
            "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>\(Self.safe(head.heading))</title>"
        html += "</head><body>"
        if head.isDraft { html += "<div class=\"draft\">\(OfficialHead.draft)</div>" }
        let agency = head.agency.map { "<div class=\"agency\">\(Self.safe($0))</div>" }.joined()
        html += """
            <table class="head"><tr><td>\(agency)<div>\(Self.safe(head.numberLine))</div></td>
            <td><div class="nation">\(OfficialHead.nation)</div><div class="motto"><span>\(OfficialHead.motto)</span></div>
            <div class="place">\(Self.safe(head.placeLine))</div></td></tr></table>
            <h1>\(Self.safe(head.kind))</h1>
            """
        for line in head.title { html += "<p class=\"title\">\(Self.safe(line))</p>" }
        for line in head.opening { html += "<p class=\"opening\">\(Self.safe(line))</p>" }
    }

    private mutating func begin(_ table: OfficialTable) {
        endTable()
        shapes = table.columns.map(\.shape)
        if !table.caption.isEmpty { html += "<h2>\(Self.safe(table.caption))</h2>" }
        html += "<table class=\"rows\"><colgroup>"
        let width = max(1, table.columns.reduce(0) { $0 + $1.width })
        for column in table.columns { html += "<col style=\"width: \(column.width * 1000 / width / 10)%\">" }
        html += "</colgroup><thead><tr>"
        for group in table.groups {
            let heading = group.title ?? table.columns[group.columns.lowerBound].heading
            let span =
                group.title == nil ? (table.hasGroups ? " rowspan=\"2\"" : "") : " colspan=\"\(group.columns.count)\""
            html += "<th\(span)>\(Self.safe(heading))</th>"
        }
        html += "</tr>"
        if table.hasGroups {
            html += "<tr>"
            for column in table.columns where column.group != nil { html += "<th>\(Self.safe(column.heading))</th>" }
            html += "</tr>"
        }
        html += "</thead><tbody>"
        isTableOpen = true
    }

    private mutating func append(_ row: OfficialRow) {
        html += row.isTotal ? "<tr class=\"total\">" : "<tr>"
        for (value, shape) in zip(row.values, shapes) {
            html += "<td class=\"\(shape.rawValue)\">\(Self.safe(value.vietnamese))</td>"
        }
        html += "</tr>"
    }

    private mutating func endTable() {
        if isTableOpen { html += "</tbody></table>" }
        isTableOpen = false
    }

    private mutating func writeEnd(hash: String) {
        endTable()
        let head = summary.head
        for note in head.notes { html += "<p class=\"note\">\(Self.safe(note))</p>" }
        html += "<table class=\"end\"><tr><td class=\"recipients\">"
        if !head.recipients.isEmpty { html += "<div><b><i>Nơi nhận:</i></b></div>" }
        for recipient in head.recipients { html += "<div>- \(Self.safe(recipient))</div>" }
        html += "</td><td><div class=\"agency\">\(Self.safe(head.signature?.office ?? head.office))</div>"
        html += "<div class=\"place\">(Ký, ghi rõ họ tên, đóng dấu)</div>"
        html += "<div class=\"signatory\">\(Self.safe(head.signature?.signatory ?? ""))</div></td></tr></table>"
        html += "<div class=\"check\">"
        if let verification = head.verification { html += "Kiểm tra báo cáo tại: \(Self.safe(verification))<br>" }
        html += "SHA-256 của nội dung: \(hash)</div></body></html>"
    }

    /// The text as HTML has it.
    static func safe(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0].contains($0) }) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "\0": continue
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
