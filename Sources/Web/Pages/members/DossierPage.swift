internal import Programme
internal import Store

/// `/members/{id}/dossier`: everything kept about a member, to print for the person who asks.
struct DossierPage: Page {
    struct Line: Sendable {
        let heading: String
        let text: String
    }

    struct Record: Sendable {
        let state: String
        let lines: [Line]
        let life: [Line]
    }

    static let template = "members/dossier"

    let path: String
    let records: [Record]
    let consents: [Line]
    let imports: [Line]
    let entries: [Line]
    let hasConsents: Bool
    let hasImports: Bool
    let made: String

    func trail(in language: Language) -> [(path: String, text: String)] {
        [(path, MemberWords.record.text(in: language))]
    }

    func title(in language: Language) -> String {
        Phrase("Dữ liệu về một hội viên", "What is kept about a member").text(in: language)
    }
}

extension DossierPage {
    /// Entries of the audit on the page, at most; the file has them all.
    private static let mostEntries = 200

    init(_ dossier: MemberDossier, of id: MemberID, _ words: MemberWords, madeAt: String) {
        let language = words.language
        path = "/members/\(id)"
        made = madeAt
        records = dossier.records.map { record in
            Record(
                state: MemberWords.state(record.state).text(in: language),
                lines: Self.lines(record, words),
                life: record.life.map { event in
                    Line(
                        heading: MemberWords.day(event.date, in: language),
                        text: [AuditWords.life(event.kind).text(in: language), words.places.branchName(event.branch)]
                            .compactMap { $0 }.joined(separator: ": ")
                    )
                }
            )
        }
        consents = dossier.consents.map { consent in
            let agreement = MemberSheetPage.Agreement(consent, language, mayWithdraw: false)
            return Line(heading: agreement.purpose, text: agreement.about)
        }
        imports = dossier.imports.map { row in
            Line(heading: Moment.text(row.uploadedAt), text: "\(row.fileName) (\(row.row))")
        }
        entries = dossier.audit.suffix(Self.mostEntries).map { entry in
            let what = AuditWords.action(entry.action).text(in: language)
            return Line(
                heading: Moment.text(entry.happenedAt),
                text: [what, entry.officerName].compactMap { $0 }.joined(separator: ", ")
            )
        }
        hasConsents = !consents.isEmpty
        hasImports = !imports.isEmpty
    }

    private static func lines(_ kept: MemberDossier.Record, _ words: MemberWords) -> [Line] {
        let record = kept.values.changes?.applied(to: MemberRecord()) ?? MemberRecord()
        var lines = MemberField.allCases.compactMap { field in
            words.value(field, of: record).map {
                Line(heading: MemberWords.heading(field, in: words.language), text: $0)
            }
        }
        if let branch = kept.branchName {
            lines.append(Line(heading: MemberWords.heading(.branch, in: words.language), text: branch))
        }
        return lines
    }
}
