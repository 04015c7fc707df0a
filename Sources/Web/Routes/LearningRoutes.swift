/// Every page of learning of a tenant, each with the role that it takes.
struct LearningRoutes: Sendable {
    private let classes: ClassActions
    private let form: ClassFormActions
    private let session: SessionActions
    private let door: SessionDoorActions
    private let register: RegisterActions
    private let enrol: EnrolActions
    private let open: OpenClassActions
    private let attendance: AttendanceFileActions
    private let completion: CompletionActions
    private let issuing: ClassCertificateActions
    private let certificate: CertificateActions
    private let record: LearningActions
    private let centres: CentreActions

    /// The pages over this desk.
    /// - Parameter folder: where files are put for the time of one request.
    init(_ desk: TenantDesk, folder: String) {
        classes = ClassActions(desk: desk)
        form = ClassFormActions(desk: desk)
        session = SessionActions(desk: desk)
        door = SessionDoorActions(desk: desk)
        register = RegisterActions(desk: desk)
        enrol = EnrolActions(desk: desk)
        open = OpenClassActions(desk: desk)
        attendance = AttendanceFileActions(desk: desk, folder: folder)
        completion = CompletionActions(desk: desk)
        issuing = ClassCertificateActions(desk: desk)
        certificate = CertificateActions(desk: desk)
        record = LearningActions(desk: desk, folder: folder)
        centres = CentreActions(desk: desk)
    }

    /// The routes.
    var all: [Route] { own + sessions + people + others + records + places }

    private var own: [Route] {
        [
            .officer(.viewer, .get, "/classes", classes.list),
            .officer(.editor, .get, "/classes/new", form.new),
            .officer(.editor, .post, "/classes/new", form.add),
            .officer(.viewer, .get, "/classes/{id}", classes.show),
            .officer(.editor, .get, "/classes/{id}/edit", form.edit),
            .officer(.editor, .post, "/classes/{id}/edit", form.save),
            .officer(.editor, .post, "/classes/{id}/state", classes.move),
            .officer(.editor, .get, "/classes/{id}/completion", completion.show),
            .officer(.editor, .post, "/classes/{id}/completion", completion.judge),
            .officer(.editor, .get, "/classes/{id}/certificates", issuing.show),
            .officer(.editor, .post, "/classes/{id}/certificates", issuing.issue),
        ]
    }

    private var sessions: [Route] {
        [
            .officer(.editor, .post, "/classes/{id}/sessions", classes.addSessions),
            .officer(.editor, .get, "/classes/{id}/sessions/{session}", session.show),
            .officer(.editor, .post, "/classes/{id}/sessions/{session}", session.save),
            .officer(.editor, .post, "/classes/{id}/sessions/{session}/state", session.move),
            .officer(.editor, .post, "/classes/{id}/sessions/{session}/removal", session.remove),
            .officer(.editor, .get, "/classes/{id}/sessions/{session}/door", door.show),
            .officer(.editor, .post, "/classes/{id}/sessions/{session}/door", door.change),
            .officer(.viewer, .get, "/classes/{id}/sessions/{session}/register", register.show),
            .officer(.editor, .post, "/classes/{id}/sessions/{session}/register", register.save),
        ]
    }

    private var people: [Route] {
        [
            .officer(.editor, .get, "/classes/{id}/enrolments", enrol.show),
            .officer(.editor, .post, "/classes/{id}/enrolments/search", enrol.search).reading,
            .officer(.editor, .post, "/classes/{id}/enrolments", enrol.enrol),
            .officer(.editor, .post, "/classes/{id}/enrolments/branch", enrol.enrolBranch),
            .officer(.editor, .post, "/classes/{id}/enrolments/cancellation", classes.cancelSeat),
            .officer(.viewer, .get, "/classes/{id}/attendance/file", limits: .file, attendance.download),
            .officer(.editor, .post, "/classes/{id}/attendance", limits: .upload, attendance.upload),
            .officer(.editor, .post, "/classes/{id}/attendance/changes", attendance.take),
        ]
    }

    /// Classes of other tenants.
    private var others: [Route] {
        [
            .officer(.viewer, .get, "/classes/open", classes.listOpen),
            .officer(.viewer, .get, "/classes/open/{host}/{id}", open.show),
            .officer(.editor, .get, "/classes/open/{host}/{id}/enrolments", enrol.show),
            .officer(.editor, .post, "/classes/open/{host}/{id}/enrolments/search", enrol.search).reading,
            .officer(.editor, .post, "/classes/open/{host}/{id}/enrolments", enrol.enrol),
            .officer(.editor, .post, "/classes/open/{host}/{id}/enrolments/branch", enrol.enrolBranch),
            .officer(.editor, .post, "/classes/open/{host}/{id}/enrolments/cancellation", open.cancelSeat),
            .officer(.editor, .get, "/classes/open/{host}/{id}/certificates", issuing.show),
            .officer(.editor, .post, "/classes/open/{host}/{id}/certificates", issuing.issue),
        ]
    }

    /// What a member has learned.
    private var records: [Route] {
        [
            .officer(.viewer, .get, "/members/{id}/learning", record.show),
            .officer(.viewer, .get, "/members/{id}/learning/file", record.download),
            .officer(.viewer, .get, "/members/{id}/learning/pdf", limits: .file, record.print),
            .officer(.editor, .post, "/members/{id}/learning/records", record.declare),
            .officer(.editor, .post, "/members/{id}/learning/records/{record}", record.judge),
            .officer(.editor, .post, "/members/{id}/learning/plans", record.plan),
            .officer(.editor, .post, "/members/{id}/learning/plans/{plan}", record.judgePlan),
            .officer(.viewer, .get, "/certificates/{id}", certificate.show),
            .officer(.editor, .post, "/certificates/{id}/revocation", certificate.revoke),
        ]
    }

    /// The learning centres.
    private var places: [Route] {
        [
            .officer(.viewer, .get, "/centres", centres.list),
            .officer(.editor, .post, "/centres", centres.add),
            .officer(.viewer, .get, "/centres/{id}", centres.show),
            .officer(.editor, .post, "/centres/{id}", centres.save),
            .officer(.editor, .post, "/centres/{id}/rooms", centres.addRoom),
            .officer(.editor, .post, "/centres/{id}/rooms/{room}/removal", centres.removeRoom),
            .officer(.editor, .post, "/centres/{id}/staff", centres.addStaff),
            .officer(.editor, .post, "/centres/{id}/staff/{staff}/ending", centres.endStaff),
        ]
    }
}
