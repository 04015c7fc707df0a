/// Every page of a tenant's own figures.
struct FigureRoutes: Sendable {
    private let figures: FigureActions

    /// The pages over this desk.
    /// - Parameter folder: where files are put for the time of one request.
    init(_ desk: TenantDesk, folder: String) { figures = FigureActions(desk: desk, folder: folder) }

    /// The routes.
    var all: [Route] {
        [
            .officer(.viewer, .get, "/figures", figures.show),
            .officer(.viewer, .get, "/figures/cells", figures.showCells),
            .officer(.viewer, .get, "/figures/file/{table}/{form}", limits: .file, figures.download),
        ]
    }
}
