/// Every page of the programme's work, each with the role that it takes. Reading is every officer's; changing is for editors of the
/// whole tenant, which the database sees to.
struct WorkRoutes: Sendable {
    private let home: WorkHomeActions
    private let targets: TargetActions
    private let tasks: TaskActions
    private let returns: ReturnActions
    private let plans: WorkActions<PlanSection>
    private let communications: WorkActions<CommunicationSection>
    private let trainings: WorkActions<TrainingSection>
    private let roll: WorkActions<RollSection>
    private let gatherings: WorkActions<GatheringSection>
    private let inspections: WorkActions<InspectionSection>
    private let funds: WorkActions<FundSection>
    private let awards: WorkActions<AwardSection>
    private let parts: WorkPartActions

    /// The pages over this desk.
    /// - Parameter folder: where files are put for the time of one request.
    init(_ desk: TenantDesk, folder: String) {
        home = WorkHomeActions(desk: desk)
        targets = TargetActions(desk: desk)
        tasks = TaskActions(desk: desk)
        returns = ReturnActions(desk: desk, folder: folder)
        plans = WorkActions(desk: desk, folder: folder)
        communications = WorkActions(desk: desk, folder: folder)
        trainings = WorkActions(desk: desk, folder: folder)
        roll = WorkActions(desk: desk, folder: folder)
        gatherings = WorkActions(desk: desk, folder: folder)
        inspections = WorkActions(desk: desk, folder: folder)
        funds = WorkActions(desk: desk, folder: folder)
        awards = WorkActions(desk: desk, folder: folder)
        parts = WorkPartActions(
            plans: plans,
            trainings: trainings,
            inspections: inspections,
            funds: funds,
            awards: awards
        )
    }

    /// The routes.
    var all: [Route] {
        var all: [Route] = [
            .officer(.viewer, .get, WorkHome.path, home.show),
            .officer(.viewer, .get, TargetActions.path, targets.show),
        ]
        all += records(plans) + records(communications) + records(trainings) + records(roll)
        all += records(gatherings) + records(inspections) + records(funds) + records(awards)
        return all + below + taskRoutes + returnRoutes
    }

    /// The list, the workbook, the sheet and the form of one kind.
    private func records<Section: WorkSection>(_ actions: WorkActions<Section>) -> [Route] {
        let path = Section.path
        let removal: [Route] =
            Section.removal == nil ? [] : [.officer(.editor, .post, "\(path)/{id}/removal", actions.remove)]
        return [
            .officer(.viewer, .get, path, actions.list),
            .officer(.editor, .post, path, actions.add),
            .officer(.viewer, .get, "\(path)/file", limits: .file, actions.download),
            .officer(.viewer, .get, "\(path)/{id}", actions.show),
            .officer(.editor, .post, "\(path)/{id}", actions.save),
        ] + removal
    }

    private var below: [Route] {
        [
            .officer(.editor, .post, "/programme/plans/{id}/state", parts.movePlan),
            .officer(.editor, .post, "/programme/plans/{id}/tasks", parts.addTask),
            .officer(.editor, .post, "/programme/trainings/{id}/people", parts.addPerson),
            .officer(.editor, .post, "/programme/trainings/{id}/people/all", parts.addEverybody),
            .officer(.editor, .post, "/programme/trainings/{id}/people/removal", parts.removePerson),
            .officer(.editor, .post, "/programme/inspections/{id}/findings", parts.addFinding),
            .officer(.editor, .post, "/programme/inspections/{id}/findings/completion", parts.completeFinding),
            .officer(.editor, .post, "/programme/inspections/{id}/findings/opening", parts.openFinding),
            .officer(.editor, .post, "/programme/inspections/{id}/findings/removal", parts.removeFinding),
            .officer(.editor, .post, "/programme/funds/{id}/entries", parts.addEntry),
            .officer(.editor, .post, "/programme/funds/{id}/entries/reversal", parts.reverseEntry),
            .officer(.editor, .post, "/programme/awards/{id}/cancellation", parts.cancelAward),
        ]
    }

    private var taskRoutes: [Route] {
        [
            .officer(.viewer, .get, "/programme/tasks", tasks.list),
            .officer(.viewer, .get, "/programme/tasks/{owner}/{id}", tasks.show),
            .officer(.editor, .post, "/programme/tasks/{owner}/{id}", tasks.report),
            .officer(.editor, .post, "/programme/tasks/{owner}/{id}/change", tasks.change),
            .officer(.editor, .post, "/programme/tasks/{owner}/{id}/removal", tasks.remove),
        ]
    }

    private var returnRoutes: [Route] {
        [
            .officer(.viewer, .get, "/programme/returns", returns.list),
            .officer(.editor, .post, "/programme/returns", returns.add),
            .officer(.viewer, .get, "/programme/returns/{owner}/{id}", returns.show),
            .officer(.editor, .post, "/programme/returns/{owner}/{id}", returns.save),
            .officer(.viewer, .get, "/programme/returns/{owner}/{id}/file", limits: .file, returns.download),
            .officer(.editor, .post, "/programme/returns/{owner}/{id}/submission", returns.submit),
            .officer(.editor, .post, "/programme/returns/{owner}/{id}/decision", returns.decide),
            .officer(.editor, .post, "/programme/returns/{owner}/{id}/lock", returns.lock),
            .officer(.editor, .post, "/programme/returns/{owner}/{id}/removal", returns.remove),
        ]
    }
}
