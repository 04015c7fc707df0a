import CLibZip
import Foundation

/// The parts of a workbook with one sheet, packed as Excel packs them.
struct SheetArchive {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    var sheet: String
    var strings: String

    private var parts: [(name: String, text: String)] {
        [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Default Extension="xml" ContentType="application/xml"/>\
                <Override PartName="/xl/workbook.xml" \
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" \
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                <Override PartName="/xl/styles.xml" \
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" \
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="\(Self.package)"><Relationship Id="rId1" \
                Type="\(Self.relations)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relations)"><sheets>\
                <sheet name="DS" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="\(Self.package)">\
                <Relationship Id="rId1" Type="\(Self.relations)/worksheet" Target="worksheets/sheet1.xml"/>\
                <Relationship Id="rId2" Type="\(Self.relations)/styles" Target="styles.xml"/>\
                <Relationship Id="rId3" Type="\(Self.relations)/sharedStrings" Target="sharedStrings.xml"/>\
                </Relationships>
                """
            ),
            (
                "xl/styles.xml",
                """
                <styleSheet xmlns="\(Self.main)"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
                <fills count="1"><fill><patternFill patternType="none"/></fill></fills>\
                <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
                <cellXfs count="3"><xf/><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>
                """
            ),
            ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings),
        ]
    }

    /// Writes the archive; the folder holds the parts until then.
    func write(to path: String, folder: URL) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw BenchmarkError("cannot write \(path)")
        }
        var files: [URL] = []
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        for (number, part) in parts.enumerated() {
            let file = folder.appendingPathComponent("part-\(number)")
            try Data(part.text.utf8).write(to: file)
            files.append(file)
            guard let source = zip_source_file(archive, file.path, 0, -1),
                zip_file_add(archive, part.name, source, ZIP_FL_ENC_UTF_8) >= 0
            else {
                zip_discard(archive)
                throw BenchmarkError("cannot add \(part.name)")
            }
        }
        guard zip_close(archive) == 0 else { throw BenchmarkError("cannot write \(path)") }
    }
}
