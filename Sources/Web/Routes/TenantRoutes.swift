/// Every page of a tenant, each with the role that it takes.
package struct TenantRoutes: Sendable {
    private let home: HomeActions
    private let list: MemberListActions
    private let form: MemberFormActions
    private let member: MemberActions
    private let rights: MemberRightsActions
    private let export: MemberExportActions
    private let imports: ImportActions
    private let duplicates: DuplicateActions
    private let branches: BranchActions
    private let officers: OfficerActions
    private let audit: AuditActions
    private let webhooks: WebhookActions
    private let learning: LearningRoutes
    private let subjects: SubjectRoutes
    private let titles: TitleRoutes
    private let work: WorkRoutes
    private let reports: ReportRoutes
    private let figures: FigureRoutes

    /// The pages over this desk.
    /// - Parameters:
    ///   - runner: does what imports ask for.
    ///   - folder: where files are put for the time of one request; nobody else should be able to read it.
    package init(_ desk: TenantDesk, runner: ImportRunner, folder: String) {
        export = MemberExportActions(desk: desk, folder: folder)
        imports = ImportActions(desk: desk, runner: runner, folder: folder)
        home = HomeActions(desk: desk, folder: folder)
        list = MemberListActions(desk: desk)
        form = MemberFormActions(desk: desk)
        member = MemberActions(desk: desk)
        rights = MemberRightsActions(desk: desk)
        duplicates = DuplicateActions(desk: desk)
        branches = BranchActions(desk: desk)
        officers = OfficerActions(desk: desk)
        audit = AuditActions(desk: desk)
        webhooks = WebhookActions(desk: desk)
        learning = LearningRoutes(desk, folder: folder)
        subjects = SubjectRoutes(desk, folder: folder)
        titles = TitleRoutes(desk, folder: folder)
        work = WorkRoutes(desk, folder: folder)
        reports = ReportRoutes(desk, folder: folder)
        figures = FigureRoutes(desk, folder: folder)
    }

    /// The routes.
    package var all: [Route] {
        [
            .officer(.viewer, .get, "/", home.show),
            .officer(.viewer, .get, "/titles/figures/{table}/{form}", limits: .file, home.downloadTitles),

            .officer(.viewer, .get, "/members", list.show),
            .officer(.viewer, .post, "/members/search", list.search),
            .officer(.editor, .get, "/members/new", form.new),
            .officer(.editor, .post, "/members/new", form.add),
            .officer(.viewer, .get, "/members/{id}", member.show),
            .officer(.editor, .get, "/members/{id}/edit", form.edit),
            .officer(.editor, .post, "/members/{id}/edit", form.save),
            .officer(.editor, .post, "/members/{id}/transfer", member.transfer),
            .officer(.editor, .post, "/members/{id}/departure", member.leave),
            .officer(.editor, .post, "/members/{id}/death", member.die),
            .officer(.editor, .post, "/members/{id}/return", member.comeBack),
            .officer(.editor, .post, "/members/{id}/consents", member.recordConsent),
            .officer(.editor, .post, "/members/{id}/consents/{consent}/withdrawal", member.withdrawConsent),
            .officer(.administrator, .get, "/members/{id}/dossier", rights.showDossier),
            .officer(.administrator, .get, "/members/{id}/dossier/file", rights.downloadDossier),
            .officer(.administrator, .get, "/members/{id}/erasure", rights.showErasure),
            .officer(.administrator, .post, "/members/{id}/erasure", rights.erase),

            .officer(.viewer, .get, "/members/file/{form}", limits: .file, export.download),

            .officer(.editor, .get, "/imports", imports.list),
            .officer(.editor, .post, "/imports", limits: .upload, imports.upload),
            .officer(.editor, .get, "/imports/{id}", imports.show),
            .officer(.editor, .get, "/imports/{id}/columns", imports.columns),
            .officer(.editor, .post, "/imports/{id}/columns", imports.choose),
            .officer(.editor, .post, "/imports/{id}/approval", imports.approve),
            .officer(.editor, .post, "/imports/{id}/undo", limits: .file, imports.undo),
            .officer(.editor, .post, "/imports/{id}/removal", imports.discard),
            .officer(.editor, .get, "/imports/{id}/problems", limits: .file, imports.downloadProblems),

            .officer(.editor, .get, "/duplicates", duplicates.show),
            .officer(.editor, .get, "/duplicates/{one}/{other}", duplicates.compare),
            .officer(.editor, .post, "/duplicates/{one}/{other}/merge", duplicates.merge),
            .officer(.editor, .post, "/duplicates/{one}/{other}/dismissal", duplicates.dismiss),
            .officer(.editor, .post, "/duplicates/merges/{id}/undo", duplicates.undo),

            .officer(.viewer, .get, "/branches", branches.list),
            .officer(.editor, .post, "/branches", branches.add),
            .officer(.administrator, .get, "/branches/{id}", branches.show),
            .officer(.administrator, .post, "/branches/{id}", branches.save),
            .officer(.administrator, .post, "/branches/{id}/closing", branches.close),
            .officer(.administrator, .post, "/branches/{id}/opening", branches.reopen),
            .officer(.administrator, .post, "/branches/{id}/removal", branches.remove),

            .officer(.administrator, .get, "/officers", officers.list),
            .officer(.administrator, .post, "/officers", officers.add),
            .officer(.administrator, .get, "/officers/{id}", officers.show),
            .officer(.administrator, .post, "/officers/{id}", officers.save),
            .officer(.administrator, .post, "/officers/{id}/ending", officers.end),
            .officer(.administrator, .post, "/officers/{id}/invitation", officers.invite),

            .officer(.administrator, .get, "/audit", audit.show),
        ] + told + learning.all + subjects.all + titles.all + work.all + figures.all + reports.all
    }
    /// Programs that are told what happens.
    private var told: [Route] {
        [
            .officer(.administrator, .get, "/webhooks", webhooks.list),
            .officer(.administrator, .post, "/webhooks", webhooks.add),
            .officer(.administrator, .get, "/webhooks/{id}", webhooks.show),
            .officer(.administrator, .post, "/webhooks/{id}/test", webhooks.test),
            .officer(.administrator, .post, "/webhooks/{id}/deliveries/{delivery}/replay", webhooks.replay),
            .officer(.administrator, .post, "/webhooks/{id}/stop", webhooks.stop),
            .officer(.administrator, .post, "/webhooks/{id}/resumption", webhooks.resume),
            .officer(.administrator, .post, "/webhooks/{id}/removal", webhooks.remove),
        ]
    }
}
