/// Every page of titles of a ward, each with the role that it takes.
struct TitleRoutes: Sendable {
    private let list: TitleActions
    private let step: TitleStepActions
    private let sheet: TitleSheetActions
    private let file: TitleScoreFileActions
    private let decision: TitleDecisionActions

    /// The pages over this desk.
    /// - Parameter folder: where files are put for the time of one request.
    init(_ desk: TenantDesk, folder: String) {
        list = TitleActions(desk: desk)
        step = TitleStepActions(desk: desk)
        sheet = TitleSheetActions(desk: desk, folder: folder)
        file = TitleScoreFileActions(desk: desk, folder: folder)
        decision = TitleDecisionActions(desk: desk, folder: folder)
    }

    /// The routes.
    var all: [Route] {
        [
            .officer(.viewer, .get, "/titles", list.list),
            .officer(.viewer, .post, "/titles/search", list.search).reading,
            .officer(.editor, .get, "/titles/registration", list.new),
            .officer(.editor, .post, "/titles/registration", list.register),
            .officer(.viewer, .get, "/titles/deadlines", list.showDeadlines),
            .officer(.editor, .post, "/titles/deadlines", list.saveDeadlines),
            .officer(.editor, .post, "/titles/selection", step.choose).reading,
            .officer(.editor, .post, "/titles/steps/{step}", step.take),
            .officer(.editor, .get, "/titles/scores", file.show),
            .officer(.editor, .get, "/titles/scores/file", limits: .file, file.download),
            .officer(.editor, .post, "/titles/scores", limits: .upload, file.upload),
            .officer(.viewer, .get, "/titles/decisions", decision.list),
            .officer(.viewer, .get, "/titles/decisions/{id}", decision.show),
            .officer(.viewer, .get, "/titles/decisions/{id}/file", limits: .file, decision.download),
            .officer(
                .viewer,
                .get,
                "/titles/decisions/{id}/certificates",
                limits: .file,
                decision.certificates
            ),
            .officer(.viewer, .get, "/titles/{id}", sheet.show),
            .officer(.editor, .post, "/titles/{id}/score", sheet.score),
            .officer(.editor, .post, "/titles/{id}/appeal", sheet.appeal),
            .officer(.editor, .post, "/titles/{id}/evidence", limits: .upload, sheet.addEvidence),
            .officer(.viewer, .get, "/titles/{id}/evidence/{evidence}", limits: .file, sheet.evidence),
            .officer(.editor, .post, "/titles/{id}/evidence/{evidence}/removal", sheet.removeEvidence),
        ]
    }
}
