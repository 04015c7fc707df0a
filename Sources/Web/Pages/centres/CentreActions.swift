internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of learning centres do. Everybody reads them; a ward changes those of its own area.
struct CentreActions: Sendable {
    let desk: TenantDesk

    static let path = "/centres"
    private static let names = ["name", "address", "phone", "opened_on", "closed_on"]

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer)
    }

    /// Adds a centre in the ward's own area.
    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        var form = TypedForm(sent, Self.names)
        guard let read = Self.read(&form) else { return try await listPage(request, officer, form) }
        do {
            return try await desk.once(request, sent, officer) { tx in
                guard let area = try await tx.tenants.own.area else { throw Problem(.forbidden) }
                // a key that nobody types: it names the centre in commands alone
                let key = "tt-" + CentreID.next().description
                let record = CentreRecord(
                    key: key,
                    area: area,
                    name: read.name,
                    address: read.address,
                    phone: read.phone,
                    openedOn: read.openedOn,
                    closedOn: read.closedOn
                )
                let id = try await tx.centres.insert(record)
                return LocalPath(trusted: "\(Self.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(refusal == .classDates ? "closed_on" : "name", refusal.phrase)
            return try await listPage(request, officer, form)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Centre.self)
        let sent = try await request.form()
        guard let version = sent["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        var form = TypedForm(sent, Self.names)
        guard let read = Self.read(&form) else {
            return try await page(request, officer, form: form, version: version, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                var record = try await tx.centres.find(id).centre.record
                (record.name, record.address, record.phone) = (read.name, read.address, read.phone)
                (record.openedOn, record.closedOn) = (read.openedOn, read.closedOn)
                _ = try await tx.centres.update(id, version: version, record)
                return LocalPath(trusted: "\(Self.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(refusal == .classDates ? "closed_on" : "name", refusal.phrase)
            return try await page(request, officer, form: form, version: version, problem: ClassFormPage.mend)
        } catch StoreError.versionDiffers {
            let now = try await desk.database.read(officer.context) { try await $0.centres.find(id).centre }
            form = form.rebased(on: CentrePage.texts(of: now.record))
            return try await page(request, officer, form: form, problem: ClassFormPage.conflict, status: .conflict)
        }
    }

    func addRoom(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, first: "room_name") { tx, form, id in
            var typed = TypedForm(form, ["seats"])
            let seats = typed.number("seats", in: 1...Self.mostSeats)
            if let problem = typed.problems["seats"]?.first {
                throw Problem(invalid: [Problem.Detail(field: "seats", code: "number", message: problem)])
            }
            _ = try await tx.centres.addRoom(to: id, name: form["room_name"] ?? "", seats: seats)
        }
    }

    /// Seats of the largest hall.
    private static let mostSeats = 100_000

    func removeRoom(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let room = try request.identity("room", of: IdentitySubject.Room.self)
        return try await change(request, officer) { tx, _, id in
            guard try await tx.centres.find(id).rooms.contains(where: { $0.id == room }) else {
                throw StoreError.notFound
            }
            try await tx.centres.removeRoom(room)
        }
    }

    func addStaff(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, first: "full_name") { tx, form, id in
            _ = try await tx.centres.addStaff(
                to: id,
                fullName: form["full_name"] ?? "",
                position: form["position"] ?? "",
                from: .inVietnam()
            )
        }
    }

    func endStaff(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let staff = try request.identity("staff", of: IdentitySubject.CentreStaff.self)
        return try await change(request, officer) { tx, form, _ in
            guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
            try await tx.centres.endStaff(staff, version: version, on: .inVietnam())
        }
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        first: String? = nil,
        _ work: (TenantTransaction, FormFields, CentreID) async throws -> Void
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Centre.self)
        let form = try await request.form()
        do {
            return try await desk.once(request, form, officer) { tx in
                try await work(tx, form, id)
                return LocalPath(trusted: "\(Self.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            guard let first else { return try await page(request, officer, problem: refusal.phrase) }
            return try await page(request, officer, refused: RefusedForm(form, first, refusal.phrase))
        } catch let problem as Problem where problem.kind == .invalid {
            guard let detail = problem.details.first, let field = detail.field else { throw problem }
            return try await page(request, officer, refused: RefusedForm(form, field, detail.message))
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: LearningWords.changedMeanwhile)
        }
    }

    /// What a form says of a centre.
    private struct Read: Sendable {
        let name: String
        let address: String
        let phone: String?
        let openedOn: CalendarDay?
        let closedOn: CalendarDay?
    }

    private static func read(_ form: inout TypedForm) -> Read? {
        let name = form.line("name", longest: 200, isRequired: true)
        let address = form.line("address", longest: 200)
        let phone = form.line("phone", longest: 15).filter { !" .-".contains($0) }
        if !phone.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            form.refuse("phone", Phrase("Chỉ ghi các chữ số.", "Digits alone."))
        }
        let (opened, closed) = (form.day("opened_on"), form.day("closed_on"))
        guard !form.isRefused else { return nil }
        return Read(
            name: name,
            address: address,
            phone: phone.isEmpty ? nil : phone,
            openedOn: opened,
            closedOn: closed
        )
    }

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: TypedForm? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            CentresPage(
                try await ClassWords.read(tx, areas, request.language),
                mayAdd: try await Self.mayEdit(tx, area: nil),
                form ?? TypedForm(CentrePage.texts(of: nil))
            )
        }
        let status: HTTPResponse.Status = form == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: Self.path, status: status)
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        form: TypedForm? = nil,
        version: Int? = nil,
        problem: Phrase? = nil,
        refused: RefusedForm? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Centre.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let (centre, rooms) = try await tx.centres.find(id)
            let mayEdit = try await Self.mayEdit(tx, area: centre.record.area)
            let words = try await ClassWords.read(tx, areas, request.language)
            let here = ClassFilter(states: [.planned, .open, .running], centre: id, from: words.today)
            var open = here
            open.scope = .open
            open.states = [.open, .running]
            let own = try await tx.classes.list(here).classes
            return CentrePage(
                CentrePage.Content(
                    centre: centre,
                    rooms: rooms,
                    staff: mayEdit ? try await tx.centres.staff(of: id) : [],
                    classes: own + (try await tx.classes.list(open).classes),
                    mayEdit: mayEdit,
                    form: form ?? TypedForm(CentrePage.texts(of: centre.record)),
                    version: version ?? centre.version,
                    refused: refused
                ),
                words,
                officer,
                notice: request.query["done"] == nil ? nil : ClassNotices.phrase(request),
                problem: problem
            )
        }
        let status = status ?? (problem == nil && refused == nil ? .ok : .unprocessableContent)
        return desk.show(page, request, officer, at: page.path, status: status)
    }

    /// Whether the officer may change a centre of an area: a ward's officers for the whole of it.
    private static func mayEdit(_ tx: TenantTransaction, area: AreaID?) async throws -> Bool {
        guard tx.context.role >= .editor, tx.context.part == .wholeTenant else { return false }
        let own = try await tx.tenants.own
        return own.kind == .ward && own.area != nil && (area == nil || own.area == area)
    }
}
