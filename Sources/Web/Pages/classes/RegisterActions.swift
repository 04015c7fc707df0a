internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// The register of a session: all of its people in one form. Sent again, it changes nothing.
struct RegisterActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: ClassNotices.phrase(request))
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (classID, id) = try SessionActions.identities(request)
        let sent = try await request.form()
        guard var form = RegisterForm(sent) else { throw Problem(.badRequest) }
        let stored = try await desk.database.read(officer.context) {
            try await SessionActions.find(id, of: classID, $0)
        }
        let whole = stored.session.minutes
        guard let changes = form.changes(stored.ordinal, whole: whole) else {
            return try await page(request, officer, form: form, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                var done = "same"
                if !changes.isEmpty {
                    let book = try await AttendanceBook(classID, today: .inVietnam(), tx)
                    done = try await book.write(changes, tx) > 0 ? "register" : "same"
                }
                return LocalPath(trusted: "\(ClassPath.session(stored))/register?done=\(done)\(Self.place(request))")
            }
        } catch AttendanceBook.Refusal.conflict {
            return try await page(request, officer, form: form, isConflict: true, problem: ClassFormPage.conflict)
        } catch AttendanceBook.Refusal.problems(let findings) {
            var problem: Phrase?
            for finding in findings {
                if let seat = finding.seat {
                    form.refuse(seat, finding.code.phrase)
                } else {
                    problem = finding.code.phrase
                }
            }
            return try await page(request, officer, form: form, problem: problem ?? ClassFormPage.mend)
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, form: form, problem: refusal.phrase)
        }
    }

    /// Where a long register was.
    private static func place(_ request: WebRequest) -> String {
        request.query["from"].flatMap { Int($0) }.map { "&from=\($0)" } ?? ""
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        form: RegisterForm? = nil,
        isConflict: Bool = false,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let (classID, id) = try SessionActions.identities(request)
        let areas = try await desk.areas.history
        let from = request.query["from"].flatMap { Int($0) } ?? 0
        let page = try await desk.database.read(officer.context) { tx in
            _ = try await SessionActions.find(id, of: classID, tx)
            let register = try await tx.attendance.register(of: id)
            let lines = Array(register.lines.filter { $0.seat >= from }.prefix(RegisterForm.pagePeople))
            let people = lines.map { (seat: $0.seat, minutes: $0.minutes) }
            let whole = register.session.session.minutes
            var shown = form ?? RegisterForm(people, whole: whole)
            if isConflict { shown = shown.rebased(on: people, whole: whole) }
            let next = register.lines.first { $0.seat > lines.last?.seat ?? .max }?.seat
            return RegisterPage(
                RegisterPage.Content(
                    found: try await tx.classes.find(classID),
                    register: register,
                    lines: lines,
                    from: from,
                    next: next,
                    form: shown
                ),
                try await ClassWords.read(tx, areas, request.language),
                officer,
                notice: notice,
                problem: problem
            )
        }
        let status: HTTPResponse.Status = isConflict ? .conflict : problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

extension AttendanceProblem {
    /// What is said of it.
    var phrase: Phrase { Phrase(message(in: .vietnamese), message(in: .english)) }
}
