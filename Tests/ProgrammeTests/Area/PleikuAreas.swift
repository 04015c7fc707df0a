import Foundation
import Programme
import Testing

/// The areas of the seeds, as the project ships them.
enum PleikuAreas {
    static func table() throws -> AreaTable {
        AreaTable(areas: try seed("areas.csv"), successions: try seed("area_succession.csv")) { _ in AreaID.next() }
    }

    static func seed(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "sql/seeds/\(name)"), encoding: .utf8)
    }
}

extension AreaHistory {
    /// The seed keys of these areas, sorted.
    func keys(_ ids: some Sequence<AreaID>) -> [String] { ids.compactMap { area($0)?.key }.sorted() }
}

/// A day that a test names, `1960-02-01`.
func day(_ text: String, _ place: SourceLocation = #_sourceLocation) throws -> CalendarDay {
    try #require(CalendarDay(text), sourceLocation: place)
}
