internal import Foundation
internal import Hummingbird
internal import Programme
internal import Store

/// What is said of official reports.
enum ReportWords {
    static let path = "/reports"
    static let title = Phrase("Báo cáo chính thức", "Official reports")

    /// A form's name.
    static func form(_ form: OfficialForm) -> Phrase { Phrase(form.vietnameseName, form.englishName) }

    /// Where a report stands.
    static func state(_ state: OfficialReportState) -> Phrase { Phrase(state.vietnameseName, state.englishName) }

    /// `Cả năm 2026`; nothing for a form without a time.
    static func time(_ subject: ReportSubject, _ language: Language) -> String {
        guard let year = subject.year, let period = subject.period else { return "" }
        return "\(Phrase(period.vietnameseName, period.englishName).text(in: language)) \(year)"
    }

    /// Why it could not be made.
    static func problem(_ problem: OfficialReportProblem) -> Phrase { Phrase(problem.vietnamese, problem.english) }

    /// What a file is.
    static func file(_ kind: OfficialFile) -> Phrase {
        switch kind {
        case .content: Phrase("Nội dung gốc (JSON)", "Content (JSON)")
        case .xlsx: Phrase("Tệp Excel", "Workbook (Excel)")
        case .pdf: Phrase("Tệp PDF để in", "PDF to print")
        case .csv: Phrase("Tệp CSV", "CSV")
        }
    }

    /// The forms that a tenant can ask for without saying more than a time.
    static func forms(for kind: TenantKind, isLead: Bool) -> [OfficialForm] {
        (kind == .ward ? [.ward] : [.organisation]) + (isLead ? [.association] : [])
    }
}

/// The bytes of a report's file on their way out: through a file of their own, piece by piece.
struct ReportDownload {
    let database: TenantDatabase
    let folder: String

    /// Hands out a file of a report.
    ///
    /// - Throws: `StoreError.notFound` for a file that there is not.
    func response(_ id: ReportID, _ kind: OfficialFile, _ context: TenantContext) async throws -> Response {
        let file = HandedFile(name: "bao-cao-\(id.description.prefix(8)).\(kind.rawValue)", in: folder)
        defer { file.remove() }
        guard
            FileManager.default.createFile(
                atPath: file.path,
                contents: nil,
                attributes: [.posixPermissions: 0o600]
            ), let handle = FileHandle(forWritingAtPath: file.path)
        else { throw Problem(.internalError) }
        defer { try? handle.close() }
        try await database.snapshot(context) { tx in
            let found = try await tx.reports.find(id)
            guard found.report.state.hasFiles, found.files.contains(where: { $0.kind == kind }) else {
                throw StoreError.notFound
            }
            var ordinal = 0
            while let piece = try await tx.reports.part(ordinal, of: id, kind) {
                try handle.write(contentsOf: piece)
                ordinal += 1
            }
        }
        return try file.response()
    }
}
