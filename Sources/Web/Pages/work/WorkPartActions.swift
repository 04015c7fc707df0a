internal import Hummingbird
internal import Programme
internal import Store

/// What the forms below the sheets do: tasks of plans, who came to trainings, findings, entries of funds, awards taken back.
struct WorkPartActions: Sendable {
    let plans: WorkActions<PlanSection>
    let trainings: WorkActions<TrainingSection>
    let inspections: WorkActions<InspectionSection>
    let funds: WorkActions<FundSection>
    let awards: WorkActions<AwardSection>

    // MARK: Plans

    func movePlan(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.WorkPlan.self)
        return try await plans.change(request, officer) { tx, sent in
            guard let state = sent["state"].flatMap(WorkPlanState.init(rawValue:)) else { throw Problem(.badRequest) }
            _ = try await tx.workPlans.move(id, version: try WorkSections.version(sent), to: state)
            return Self.saved(PlanSection.self, id)
        }
    }

    func addTask(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.WorkPlan.self)
        return try await plans.fill(request, officer, PlanSection.taskFields) { tx, _, values in
            let task = PlanTask(
                assignee: values.identity("assignee") ?? tx.tenant,
                title: values.line("task_title"),
                content: values.line("task_content"),
                dueOn: try values.requiredDay("task_due_on")
            )
            _ = try await tx.tasks.insert(task, in: id)
        }
    }

    // MARK: Trainings

    func addPerson(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Training.self)
        return try await trainings.fill(request, officer, TrainingSection.personFields) { tx, sent, values in
            guard let person: RollPersonID = values.identity("person") else { throw Problem(.badRequest) }
            try await Self.setPeople(tx, sent, id) { $0.union([person]) }
        }
    }

    func addEverybody(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Training.self)
        return try await trainings.change(request, officer) { tx, sent in
            let record = try await tx.trainings.find(id).record
            let people = try await tx.roll.trained(of: record.audience).filter { $0.record.isOnRoll(on: record.heldOn) }
            try await Self.setPeople(tx, sent, id) { $0.union(people.map(\.id)) }
            return Self.saved(TrainingSection.self, id)
        }
    }

    func removePerson(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Training.self)
        return try await trainings.change(request, officer) { tx, sent in
            guard let person = sent["person"].flatMap(RollPersonID.init) else { throw Problem(.badRequest) }
            try await Self.setPeople(tx, sent, id) { $0.subtracting([person]) }
            return Self.saved(TrainingSection.self, id)
        }
    }

    private static func setPeople(
        _ tx: TenantTransaction,
        _ sent: FormFields,
        _ id: TrainingID,
        _ change: (Set<RollPersonID>) -> Set<RollPersonID>
    ) async throws {
        let before = Set(try await tx.trainings.people(of: id).map(\.id))
        _ = try await tx.trainings.setPeople(change(before), of: id, version: try WorkSections.version(sent))
    }

    // MARK: Inspections

    func addFinding(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Inspection.self)
        return try await inspections.fill(request, officer, InspectionSection.findingFields) { tx, _, values in
            let finding = Finding(
                finding: values.line("finding"),
                measure: values.line("measure"),
                dueOn: values.day("due_on")
            )
            _ = try await tx.inspections.addFinding(finding, to: id)
        }
    }

    func completeFinding(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Inspection.self)
        return try await inspections.fill(request, officer, InspectionSection.doneFields) { tx, _, values in
            let found = try await Self.finding(values.identity("finding_id"), of: id, tx)
            _ = try await tx.inspections.setFindingDone(
                found.id,
                version: found.version,
                on: try values.requiredDay("done_on"),
                outcome: values.line("outcome")
            )
        }
    }

    func openFinding(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await changeFinding(request, officer) { tx, finding, version in
            _ = try await tx.inspections.setFindingDone(finding, version: version, on: nil)
        }
    }

    func removeFinding(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await changeFinding(request, officer) { tx, finding, version in
            try await tx.inspections.removeFinding(finding, version: version)
        }
    }

    private func changeFinding(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ work: (TenantTransaction, FindingID, Int) async throws -> Void
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Inspection.self)
        return try await inspections.change(request, officer) { tx, sent in
            let found = try await Self.finding(sent["finding"].flatMap(FindingID.init), of: id, tx)
            try await work(tx, found.id, try WorkSections.version(sent))
            return Self.saved(InspectionSection.self, id)
        }
    }

    private static func finding(
        _ finding: FindingID?,
        of inspection: InspectionID,
        _ tx: TenantTransaction
    ) async throws -> StoredFinding {
        guard let found = try await tx.inspections.findings(of: inspection).first(where: { $0.id == finding }) else {
            throw StoreError.notFound
        }
        return found
    }

    // MARK: Funds

    func addEntry(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Fund.self)
        return try await funds.fill(request, officer, FundSection.entryFields) { tx, _, values in
            _ = try await tx.funds.add(try FundSection.entry(values), to: id)
        }
    }

    func reverseEntry(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Fund.self)
        return try await funds.fill(request, officer, FundSection.reversalFields) { tx, _, values in
            guard let entry: FundEntryID = values.identity("entry"),
                try await tx.funds.entries(of: id).contains(where: { $0.id == entry })
            else { throw StoreError.notFound }
            _ = try await tx.funds.reverse(entry, note: values.line("reason"))
        }
    }

    func cancelAward(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Award.self)
        return try await awards.change(request, officer) { tx, sent in
            _ = try await tx.awards.cancel(id, version: try WorkSections.version(sent))
            return Self.saved(AwardSection.self, id)
        }
    }

    private static func saved<Section: WorkSection>(_: Section.Type, _ id: Identity<Section.Subject>) -> LocalPath {
        LocalPath(trusted: "\(Section.path)/\(id)?done=saved")
    }
}
