internal import Hummingbird
internal import Programme
internal import Store

/// `/programme/targets`: what is to be reached, and how far the tenant's own trainings are.
struct TargetActions: Sendable {
    let desk: TenantDesk

    static let path = "/programme/targets"
    static let title = Phrase("Chỉ tiêu", "Targets")

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (language, today) = (request.language, CalendarDay.inVietnam())
        let (targets, coverage, own) = try await desk.database.read(officer.context) { tx in
            let isWhole = tx.context.part == .wholeTenant
            return (
                try await tx.programme.targets(), isWhole ? try await tx.roll.coverage(on: today) : [],
                isWhole ? try await tx.programme.ownFigures() : []
            )
        }
        let page = WorkSheetPage(
            Self.title.text(in: language),
            at: Self.path,
            (own.isEmpty ? [] : [OwnProgressPart.part(own, targets, language)])
                + [Self.trainings(coverage, language), Self.targets(targets, language)],
            in: language
        )
        return desk.show(page, request, officer, at: Self.path)
    }

    private static func trainings(_ coverage: [TrainingCoverage], _ language: Language) -> WorkPart {
        let headings = [
            Phrase("Danh sách", "Roll"), Phrase("Số người", "People"), Phrase("Đã tập huấn", "Trained"),
            Phrase("Tỷ lệ trên danh sách", "Share of the roll"), Phrase("Còn thiếu", "Missing"),
        ]
        let lines = coverage.map { row in
            WorkTable.Line(
                texts: [
                    Phrase(row.audience.vietnameseName, row.audience.englishName).text(in: language),
                    Number.text(row.people, in: language), Number.text(row.trained, in: language),
                    row.share.map { language == .vietnamese ? $0.vietnamese : $0.english } ?? "",
                    Number.text(row.people - row.trained, in: language),
                ],
                path: RollSection.path
            )
        }
        return WorkPart(
            Phrase("Tập huấn: chỉ tiêu 100 %", "Trainings: the target is 100%").text(in: language),
            WorkTable(
                headings.map { $0.text(in: language) },
                lines,
                none: Phrase("Chưa có danh sách.", "There is no roll yet.").text(in: language)
            )
        )
    }

    private static func targets(_ targets: [Target], _ language: Language) -> WorkPart {
        let headings = [
            Phrase("Chỉ tiêu", "Target"), Phrase("Đến năm", "Until"), Phrase("Tỷ lệ", "Share"),
            Phrase("Phạm vi", "Scope"),
            Phrase("Căn cứ", "Legal basis"),
        ]
        let unsure = Phrase("chưa đối chiếu nguồn", "the source was not seen").text(in: language)
        let lines = targets.map { target in
            WorkTable.Line(
                texts: [
                    measure(target.measure).text(in: language), String(target.year), "\(target.percent) %",
                    scope(target).text(in: language), target.legalBasis,
                ],
                alert: target.isConfirmed ? nil : unsure
            )
        }
        let table = WorkTable(headings.map { $0.text(in: language) }, lines, none: "")
        let note = Phrase(
            "Tiến độ toàn thành phố ở trang số liệu thành phố; tỷ lệ luôn nêu rõ là trên tổng số hay trên số đăng ký.",
            "The progress of the whole city is among its totals; a share always says whether it is of all or of those registered."
        )
        return WorkPart(
            Phrase("Chỉ tiêu của Đề án và các quyết định", "Targets of the plan and of the decisions").text(
                in: language
            ),
            note: note.text(in: language),
            table
        )
    }

    static func measure(_ name: String) -> Phrase {
        switch name {
        case "family": Phrase("Gia đình học tập", "Learning families")
        case "clan": Phrase("Dòng họ học tập", "Learning clans")
        case "community": Phrase("Cộng đồng học tập", "Learning communities")
        case "unit": Phrase("Đơn vị học tập", "Learning units")
        case "association_officers_trained":
            Phrase("Cán bộ, hội viên Hội Khuyến học được tập huấn", "Officers of the Association trained")
        default: Phrase(name, name)
        }
    }

    private static func scope(_ target: Target) -> Phrase {
        switch (target.scope, target.zone) {
        case ("city", _): Phrase("Thành phố", "City")
        case (_, "difficult"): Phrase("Cả nước, vùng khó khăn", "National, difficult areas")
        default: Phrase("Cả nước", "National")
        }
    }
}
