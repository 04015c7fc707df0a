internal import Hummingbird
internal import Programme
internal import Store

/// `/programme`: all of the programme's work, what is late and what comes soon first.
enum WorkHome {
    static let path = "/programme"
    static let title = Phrase("Công việc", "Work")

    /// A kind of work: where, what, about what.
    private static let places: [(String, Phrase, Phrase)] = [
        (PlanSection.path, PlanSection.words.title, PlanSection.words.about),
        (
            TaskActions.path, Phrase("Nhiệm vụ của đơn vị", "Our tasks"),
            Phrase(
                "Việc đơn vị phải làm, kể cả việc Hội giao.",
                "What we are to do, set by ourselves or the association."
            )
        ), (CommunicationSection.path, CommunicationSection.words.title, CommunicationSection.words.about),
        (TrainingSection.path, TrainingSection.words.title, TrainingSection.words.about),
        (RollSection.path, RollSection.words.title, RollSection.words.about),
        (GatheringSection.path, GatheringSection.words.title, GatheringSection.words.about),
        (InspectionSection.path, InspectionSection.words.title, InspectionSection.words.about),
        (FundSection.path, FundSection.words.title, FundSection.words.about),
        (AwardSection.path, AwardSection.words.title, AwardSection.words.about),
        (
            ReturnActions.path, ReturnActions.title,
            Phrase(
                "Báo cáo 6 tháng và năm: số liệu do hệ thống tính, gửi, duyệt, khoá.",
                "Returns of half a year and a year: computed, sent, approved, locked."
            )
        ), (TargetActions.path, TargetActions.title, Phrase("Chỉ tiêu và tiến độ.", "Targets, and how far they are.")),
    ]

    static func page(_ hints: WorkHints, _ scene: WorkScene) -> WorkSheetPage {
        let language = scene.language
        let pressing = WorkHintWords.lines(hints, scene)
        let headings = [Phrase("Việc", "What"), Phrase("Hạn", "Due")].map { $0.text(in: language) }
        let parts = [
            WorkPart(
                Phrase("Sắp đến hạn và trễ hạn", "Due soon, and late").text(in: language),
                WorkTable(
                    headings,
                    pressing,
                    none: Phrase("Không có việc nào gấp.", "Nothing is pressing.").text(in: language)
                )
            ),
            WorkPart(
                Phrase("Các mảng công việc", "All work").text(in: language),
                WorkTable(
                    [Phrase("Mảng", "Kind"), Phrase("Gồm", "About")].map { $0.text(in: language) },
                    places.map {
                        WorkTable.Line(texts: [$0.1.text(in: language), $0.2.text(in: language)], path: $0.0)
                    },
                    none: ""
                )
            ),
        ]
        return WorkSheetPage(
            title.text(in: language),
            at: path,
            back: ("/", Phrase("Trang đầu", "Home")),
            parts,
            in: language
        )
    }
}

/// What is late or comes soon, in words.
enum WorkHintWords {
    /// Lines of two texts: what, and until when.
    static func lines(_ hints: WorkHints, _ scene: WorkScene) -> [WorkTable.Line] {
        let language = scene.language
        let tasks = hints.tasks.map { task in
            WorkTable.Line(
                texts: [task.record.title, task.record.dueOn.vietnamese],
                path: TaskWords.path(task),
                alert: text(task.urgency(on: scene.today), language)
            )
        }
        let findings = hints.findings.map { finding in
            WorkTable.Line(
                texts: [finding.record.finding, finding.record.dueOn?.vietnamese ?? ""],
                path: "\(InspectionSection.path)/\(finding.inspection)",
                alert: text(finding.urgency(on: scene.today), language)
            )
        }
        let returns = hints.returns.map { due in
            let period = Phrase(due.period.vietnameseName, due.period.englishName).text(in: language)
            let name = Phrase("Báo cáo {0} {1}", "Return: {0} {1}").text(in: language, period, String(due.year))
            return WorkTable.Line(
                texts: [name, due.due.vietnamese],
                path: due.found.map { "\(ReturnActions.path)/\(scene.tenant)/\($0)" } ?? ReturnActions.path,
                alert: text(Urgency(due: due.due, today: scene.today), language)
            )
        }
        guard hints.waiting > 0 else { return tasks + findings + returns }
        let waiting = Phrase("{0} báo cáo chờ duyệt", "{0} returns wait for approval")
        let line = WorkTable.Line(
            texts: [waiting.text(in: language, Number.text(hints.waiting, in: language)), ""],
            path: ReturnActions.path
        )
        return [line] + tasks + findings + returns
    }

    private static func text(_ urgency: Urgency?, _ language: Language) -> String? {
        language == .vietnamese ? urgency?.vietnamese : urgency?.english
    }
}

/// What `/programme` shows.
struct WorkHomeActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let scene = WorkScene(
            language: request.language,
            today: .inVietnam(),
            mayEdit: WorkSections.mayEdit(officer),
            tenant: officer.context.tenant,
            typed: [:]
        )
        let hints = try await desk.database.read(officer.context) { try await $0.programme.hints(on: scene.today) }
        return desk.show(WorkHome.page(hints, scene), request, officer, at: WorkHome.path)
    }
}
