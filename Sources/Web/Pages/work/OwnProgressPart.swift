internal import Programme
internal import Store

/// How far the tenant's own titles are, beside the targets of the city.
enum OwnProgressPart {
    private static let headings = [
        Phrase("Danh hiệu", "Title"), Phrase("Năm", "Year"), Phrase("Tổng số", "All there are"),
        Phrase("Đăng ký", "Registered"), Phrase("Công nhận", "Recognised"), Phrase("Trên tổng số", "Of all"),
        Phrase("Trên số đăng ký", "Of those registered"), Phrase("Chỉ tiêu", "Target"),
    ]

    static func part(_ own: [OwnTitleFigures], _ targets: [Target], _ language: Language) -> WorkPart {
        func text(_ share: Share?) -> String {
            share.map { language == .vietnamese ? $0.vietnamese : $0.english } ?? ""
        }
        let lines = own.map { row in
            let (figures, problem) = (row.figures, row.figures.problems.first)
            let goal = target(row, targets).map { "\($0.percent) % (\($0.year))" } ?? ""
            return WorkTable.Line(
                texts: [
                    TargetActions.measure(row.measure).text(in: language), String(row.year),
                    figures.total.map { Number.text($0, in: language) } ?? "",
                    Number.text(figures.registered ?? 0, in: language),
                    Number.text(figures.recognised ?? 0, in: language),
                    text(figures.share(of: .total)), text(figures.share(of: .registered)), goal,
                ],
                path: TitlePath.list,
                alert: problem.map { language == .vietnamese ? $0.vietnamese : $0.english }
            )
        }
        let note = Phrase(
            "Số liệu của đơn vị trong bảng tổng hợp, như thành phố đang đọc.",
            "What the totals have of the own titles, as the city reads them."
        )
        return WorkPart(
            Phrase("Tiến độ danh hiệu", "Progress of titles").text(in: language),
            note: note.text(in: language),
            WorkTable(headings.map { $0.text(in: language) }, lines, none: "")
        )
    }

    /// The next one of the city that the year can reach, or the last one.
    private static func target(_ row: OwnTitleFigures, _ targets: [Target]) -> Target? {
        let own = targets.filter { $0.measure == row.measure && $0.scope == "city" && $0.zone == "all" }
        return own.filter { $0.year >= row.year }.min { $0.year < $1.year } ?? own.max { $0.year < $1.year }
    }
}
