/// Every page of official reports. Reading is every officer's of the whole tenant; asking, signing and removing is for its editors,
/// which the database sees to.
struct ReportRoutes: Sendable {
    private let list: ReportListActions
    private let report: ReportActions

    /// The pages over this desk.
    /// - Parameter folder: where files are put for the time of one request.
    init(_ desk: TenantDesk, folder: String) {
        list = ReportListActions(desk: desk)
        report = ReportActions(desk: desk, folder: folder)
    }

    /// The routes.
    var all: [Route] {
        [
            .officer(.viewer, .get, "/reports", list.show),
            .officer(.editor, .post, "/reports", list.ask),
            .officer(.editor, .post, "/reports/decisions", list.askDecision),
            .officer(.editor, .post, "/reports/centres", list.askCentre),
            .officer(.editor, .post, "/reports/schedules", list.schedule),
            .officer(.editor, .post, "/members/{id}/learning/report", list.askRecord),
            .officer(.viewer, .get, "/reports/{id}", report.show),
            .officer(.viewer, .get, "/reports/{id}/files/{kind}", limits: .file, report.download),
            .officer(.editor, .post, "/reports/{id}/making", report.makeAgain),
            .officer(.editor, .post, "/reports/{id}/signature", report.sign),
            .officer(.editor, .post, "/reports/{id}/removal", report.remove),
        ]
    }
}
