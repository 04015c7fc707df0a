/// Every page of what titles are given to, and of members' families, each with the role that it takes.
struct SubjectRoutes: Sendable {
    private let subjects: SubjectActions
    private let form: SubjectFormActions
    private let imports: SubjectImportActions
    private let denominators: DenominatorActions
    private let families: FamilyActions
    private let people: SubjectPersonActions

    /// The pages over this desk.
    /// - Parameter folder: where files are put for the time of one request.
    init(_ desk: TenantDesk, folder: String) {
        subjects = SubjectActions(desk: desk)
        form = SubjectFormActions(desk: desk)
        imports = SubjectImportActions(desk: desk, folder: folder)
        denominators = DenominatorActions(desk: desk)
        families = FamilyActions(desk: desk)
        people = SubjectPersonActions(desk: desk)
    }

    /// The routes.
    var all: [Route] { lists + sheets + files + others }

    private var lists: [Route] {
        [
            .officer(.viewer, .get, "/subjects", subjects.start),
            .officer(.viewer, .get, "/subjects/{kind}", subjects.list),
            .officer(.viewer, .post, "/subjects/{kind}/search", subjects.search),
            .officer(.editor, .get, "/subjects/{kind}/new", form.new),
            .officer(.editor, .post, "/subjects/{kind}/new", form.add),
        ]
    }

    private var sheets: [Route] {
        [
            .officer(.viewer, .get, "/subjects/{kind}/{id}", subjects.show),
            .officer(.editor, .get, "/subjects/{kind}/{id}/edit", form.edit),
            .officer(.editor, .post, "/subjects/{kind}/{id}/edit", form.save),
            .officer(.editor, .post, "/subjects/{kind}/{id}/ending", subjects.end),
            .officer(.editor, .post, "/subjects/{kind}/{id}/return", subjects.reopen),
            .officer(.editor, .post, "/subjects/{kind}/{id}/people", subjects.addPerson),
            .officer(.editor, .get, "/subjects/{kind}/{id}/people/{person}", people.edit),
            .officer(.editor, .post, "/subjects/{kind}/{id}/people/{person}", people.save),
            .officer(.editor, .post, "/subjects/{kind}/{id}/people/{person}/removal", subjects.removePerson),
            .officer(.editor, .post, "/subjects/{kind}/{id}/clans", subjects.linkClan),
            .officer(.editor, .post, "/subjects/{kind}/{id}/clans/removal", subjects.unlinkClan),
        ]
    }

    private var files: [Route] {
        [
            .officer(.editor, .get, "/subjects/{kind}/imports", imports.start),
            .officer(.editor, .post, "/subjects/{kind}/imports", limits: .upload, imports.upload),
            .officer(.editor, .get, "/subjects/{kind}/imports/form", limits: .file, imports.form),
            .officer(.editor, .get, "/subjects/{kind}/imports/{id}", limits: .file, imports.show),
            .officer(.editor, .post, "/subjects/{kind}/imports/{id}/approval", limits: .file, imports.take),
            .officer(.editor, .post, "/subjects/{kind}/imports/{id}/removal", imports.discard),
            .officer(.editor, .post, "/subjects/{kind}/imports/{id}/undoing", limits: .file, imports.undo),
            .officer(.editor, .get, "/subjects/{kind}/imports/{id}/problems", limits: .file, imports.problems),
        ]
    }

    private var others: [Route] {
        [
            .officer(.viewer, .get, "/denominators", denominators.show),
            .officer(.editor, .post, "/denominators", denominators.add),
            .officer(.viewer, .get, "/families", families.show),
            .officer(.editor, .post, "/families/help", families.recordHelp),
            .officer(.editor, .post, "/families/help/{help}/removal", families.removeHelp),
        ]
    }
}
