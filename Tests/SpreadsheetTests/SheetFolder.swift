import CLibZip
import Foundation
import Spreadsheet
import Testing
import TestSupport

/// A temporary folder of one test, removed with it.
final class SheetFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("hoctap-sheet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a file and gives its path.
    func file(_ data: Data, named name: String = "upload") throws -> String {
        try data.write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    func file(_ text: String, named name: String = "upload") throws -> String { try file(Data(text.utf8), named: name) }

    /// Writes a workbook and gives its path.
    func workbook(_ parts: WorkbookParts, named name: String = "upload") throws -> String {
        try file(parts.archive.data(), named: name)
    }

    /// Writes an archive whose entries are deflated.
    func deflated(_ parts: WorkbookParts, named name: String = "packed") throws -> String {
        let path = path(name)
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        for (index, entry) in parts.archive.entries.enumerated() {
            let part = try file(entry.data, named: "\(name)-part-\(index)")
            let source = try #require(zip_source_file(archive, part, 0, -1))
            try #require(zip_file_add(archive, entry.name, source, ZIP_FL_ENC_UTF_8) >= 0)
        }
        try #require(zip_close(archive) == 0)
        return path
    }

    /// The text of an entry.
    func entry(_ name: String, of path: String) throws -> Data {
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_RDONLY, &code))
        defer { zip_discard(archive) }
        let file = try #require(zip_fopen(archive, name, 0))
        defer { zip_fclose(file) }
        var data = Data()
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Int(zip_fread(file, &piece, UInt64(piece.count)))
            try #require(count >= 0)
            guard count > 0 else { return data }
            data.append(contentsOf: piece[..<count])
        }
    }
}

/// The parts of a workbook with one sheet, each of which a test may change.
struct WorkbookParts {
    static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    var files: [(name: String, text: String)]

    /// A workbook whose sheet has these rows.
    init(rows: String, strings: String? = nil, styles: String? = nil, before: String = "", after: String = "") {
        self.init(
            sheet: "<worksheet \(Self.main)>\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>",
            strings: strings,
            styles: styles
        )
    }

    init(sheet: String, strings: String? = nil, styles: String? = nil) {
        let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
        var relations = Self.relation("rId1", "worksheet", "worksheets/sheet1.xml")
        if strings != nil { relations += Self.relation("rId2", "sharedStrings", "sharedStrings.xml") }
        if styles != nil { relations += Self.relation("rId3", "styles", "/xl/styles.xml") }
        files = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships \(package)>\(Self.relation("rId1", "officeDocument", "xl/workbook.xml"))</Relationships>"
            ),
            (
                "xl/workbook.xml",
                """
                <workbook \(Self.main) xmlns:r="\(Self.relations)"><sheets>\
                <sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            ("xl/_rels/workbook.xml.rels", "<Relationships \(package)>\(relations)</Relationships>"),
            ("xl/worksheets/sheet1.xml", sheet),
        ]
        if let strings { files.append(("xl/sharedStrings.xml", "<sst \(Self.main)>\(strings)</sst>")) }
        if let styles { files.append(("xl/styles.xml", "<styleSheet \(Self.main)>\(styles)</styleSheet>")) }
    }

    static func relation(_ id: String, _ kind: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(relations)/\(kind)\" Target=\"\(target)\"/>"
    }

    /// The text of a part.
    subscript(name: String) -> String {
        get { files.first { $0.name == name }?.text ?? "" }
        set {
            if let index = files.firstIndex(where: { $0.name == name }) {
                files[index].text = newValue
            } else {
                files.append((name, newValue))
            }
        }
    }

    mutating func remove(_ name: String) { files.removeAll { $0.name == name } }

    var archive: ZipBuilder { ZipBuilder(files) }
}

/// Everything in a sheet, by rows and columns.
func values(of path: String, sheet: Int = 0, limits: SheetLimits = SheetLimits()) throws -> [Int: [Int: SheetValue]] {
    let rows = try WorkbookReader(path: path, limits: limits).rows(of: sheet)
    var all: [Int: [Int: SheetValue]] = [:]
    while let row = try rows.next() {
        all[row.number] = Dictionary(uniqueKeysWithValues: row.map { ($0.column, $0.value) })
    }
    return all
}

/// The texts of a text file, with empty ones where nothing stands.
func texts(of path: String, limits: SheetLimits = SheetLimits()) throws -> [[String]] {
    let rows = try WorkbookReader(path: path, limits: limits).rows()
    var all: [[String]] = []
    while let row = try rows.next() {
        all.append((0...(row.last?.column ?? 0)).map { row.cell(column: $0)?.text ?? "" })
    }
    return all
}

/// The error with which reading everything ends; nil when it does not.
func failure(of path: String, limits: SheetLimits = SheetLimits()) -> SheetError? {
    do {
        _ = try values(of: path, limits: limits)
        return nil
    } catch {
        return error as? SheetError
    }
}

extension [Int: SheetValue] {
    /// The value of a column, for tests that compare one.
    func text(_ column: Int) -> String? {
        guard case .text(let text)? = self[column] else { return nil }
        return text
    }
}
