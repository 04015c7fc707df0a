internal import Programme
internal import Store

/// `/programme/returns/{owner}/{id}`: one return with its figures, and what may be done with it.
enum ReturnSheet {
    static func page(
        _ found: StoredReturn,
        isLead: Bool,
        _ scene: WorkScene,
        notice: Phrase?,
        problem: Phrase?
    ) -> WorkSheetPage {
        let language = scene.language
        let period = Phrase(found.period.vietnameseName, found.period.englishName).text(in: language)
        let base = "\(ReturnActions.path)/\(found.owner)/\(found.id)"
        let figures = ReturnFigure.allCases.compactMap { figure -> WorkTable.Line? in
            guard let amount = found.figures[figure.rawValue] else { return nil }
            let name = Phrase(figure.vietnameseName, figure.englishName).text(in: language)
            return WorkTable.Line(texts: [name, Number.text(amount, in: language)])
        }
        let table = WorkTable(
            [Phrase("Nội dung", "What"), Phrase("Số liệu", "Figure")].map { $0.text(in: language) },
            figures,
            none: ""
        )
        let deeds = scene.mayEdit ? self.deeds(found, base, isLead: isLead, scene) : []
        return WorkSheetPage(
            "\(found.ownerName): \(period) \(found.year)",
            at: base,
            back: (ReturnActions.path, ReturnActions.title),
            facts: [
                (
                    Phrase("Tình trạng", "State"),
                    Phrase(found.state.vietnameseName, found.state.englishName).text(in: language)
                ), (Phrase("Nhận xét của đơn vị", "Remark"), found.remark),
                (Phrase("Ý kiến của Hội", "The association's word"), found.reply),
                (Phrase("Số liệu lấy ngày", "Figures taken on"), CalendarDay.inVietnam(at: found.countedAt).vietnamese),
                (
                    Phrase("Gửi ngày", "Sent on"),
                    found.submittedAt.map { CalendarDay.inVietnam(at: $0).vietnamese }
                ),
                (
                    Phrase("Khoá ngày", "Locked on"), found.lockedAt.map { CalendarDay.inVietnam(at: $0).vietnamese }
                ), (Phrase("Mã băm (sha256)", "Hash (sha256)"), found.hash),
            ],
            [
                WorkPart(
                    Phrase("Số liệu do hệ thống tính", "Figures, as the system computes them").text(in: language),
                    table,
                    deeds: deeds,
                    links: [.init("\(base)/file", Phrase("Tải tệp Excel", "Download as Excel"), language)]
                )
            ],
            notice: notice,
            problem: problem,
            in: language
        )
    }

    private static func deeds(
        _ found: StoredReturn,
        _ base: String,
        isLead: Bool,
        _ scene: WorkScene
    ) -> [WorkDeed] {
        let language = scene.language
        let version = ("version", String(found.version))
        var deeds: [WorkDeed] = []
        if found.owner == scene.tenant, found.state.isOpen {
            let field = WorkField("remark", Phrase("Nhận xét, kiến nghị", "Remark"), .long(4000))
            deeds += [
                WorkDeed(
                    base,
                    Phrase("Tính lại số liệu, ghi nhận xét", "Take the figures again, write a remark").text(
                        in: language
                    ),
                    [field],
                    scene,
                    [version],
                    filled: ["remark": found.remark]
                ),
                WorkDeed("\(base)/submission", Phrase("Gửi báo cáo", "Send it").text(in: language), [version]),
                WorkDeed("\(base)/removal", Phrase("Xóa báo cáo", "Remove it").text(in: language), [version]),
            ]
        }
        guard isLead else { return deeds }
        let next = found.state.next(for: .association)
        if next.contains(.approved) {
            let approve = Phrase("Duyệt", "Approve").text(in: language)
            deeds.append(WorkDeed("\(base)/decision", approve, [version, ("deed", "approve")]))
        }
        if next.contains(.returned) {
            let field = WorkField("reply", Phrase("Cần sửa gì", "What is to be mended"), .long(2000), isRequired: true)
            deeds.append(
                WorkDeed(
                    "\(base)/decision",
                    Phrase("Trả lại để sửa", "Send it back").text(in: language),
                    [field],
                    scene,
                    [version, ("deed", "return")]
                )
            )
        }
        if next.contains(.locked) {
            let lock = Phrase("Khoá báo cáo (không sửa được nữa)", "Lock it for ever").text(in: language)
            deeds.append(WorkDeed("\(base)/lock", lock, [version]))
        }
        return deeds
    }
}
