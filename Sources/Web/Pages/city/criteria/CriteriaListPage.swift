internal import Programme
internal import Store

/// `/city/criteria`: the titles, and the sets of criteria for each.
struct CriteriaListPage: Page {
    struct Title: Sendable {
        let name: String
        let about: String
        let sets: [Row]
        let isEmpty: Bool
        let new: String
    }

    struct Row: Sendable {
        let path: String
        let name: String
        let version: String
        let basis: String
        let status: String
        let isActive: Bool
        let isOpen: Bool
        let isDemo: Bool
    }

    static let template = "city/criteria"

    let titles: [Title]
    let mayEdit: Bool
    let file = CriteriaFilePage.path
    let notice: String?

    func title(in language: Language) -> String { CriteriaPath.name.text(in: language) }

    init(_ lines: [CriteriaSetLine], _ words: CriteriaWords, mayEdit: Bool, notice: Phrase?) {
        let language = words.language
        titles = words.titles.map { title in
            let sets = lines.filter { $0.set.title == title.key }.map { Row($0, words) }
            let days = [title.validity.from, title.validity.through].map { $0?.vietnamese }
            let about = [
                title.legalBasis, days[0].map { Phrase("từ {0}", "from {0}").text(in: language, $0) },
                days[1].map { Phrase("đến {0}", "until {0}").text(in: language, $0) },
            ].compactMap(\.self).filter { !$0.isEmpty }
            return Title(
                name: words.title(title.key),
                about: about.joined(separator: ", "),
                sets: sets,
                isEmpty: sets.isEmpty,
                new: "\(CriteriaPath.list)/new?title=\(title.key)"
            )
        }
        self.mayEdit = mayEdit
        self.notice = notice?.text(in: language)
    }
}

extension CriteriaListPage.Row {
    init(_ line: CriteriaSetLine, _ words: CriteriaWords) {
        path = CriteriaPath.of(line.id)
        name = line.set.name
        version = Phrase("phiên bản {0}", "version {0}").text(in: words.language, String(line.set.version))
        basis = [line.set.legalBasis, line.set.jurisdiction].filter { !$0.isEmpty }.joined(separator: ", ")
        status = words.status(line.status)
        isActive = line.status == .active
        isOpen = line.status.isOpen
        isDemo = line.set.isDemo
    }
}
