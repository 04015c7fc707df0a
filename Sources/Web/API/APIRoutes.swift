/// The addresses for programs, all below `/api/v1`.
package struct APIRoutes: Sendable {
    /// What every address begins with.
    static let prefix = "/api/v1"
    /// Where the document about them is.
    static let documentPath = prefix + "/openapi.json"

    let operations: [APIOperation]
    private let baseURL: BaseURL
    private let folder: String

    /// The addresses of these services.
    package init(_ services: APIServices) {
        operations =
            TenantOperations(services: services).all + MemberOperations(services: services).all
            + DuplicateOperations(services: services).all + BranchOperations(services: services).all
            + AreaOperations(services: services).all + OfficerOperations(services: services).all
            + ImportOperations(services: services).all + ClassOperations(services: services).all
            + LearningOperations(services: services).all + CentreOperations(services: services).all
            + CityOperations(city: services.city).all + DoorOperations(services: services).all
            + AttendanceFileOperations(services: services).all
            + SubjectOperations(services: services).all + DenominatorOperations(services: services).all
            + TitleOperations(services: services).all + CriteriaOperations(services: services).all
            + WorkAPI(services: services).all + ReportOperations(services: services).all
            + WebhookOperations(services: services).all
        folder = services.folder
        baseURL = services.baseURL
    }

    /// The routes, the document's own among them.
    package var all: [Route] {
        let bytes = OpenAPIDocument(operations, baseURL: baseURL).value.bytes
        let document = Route.open(.get, Self.documentPath) { _ in
            APIAnswer(bytes: bytes).response(language: .english)
        }
        return [document] + operations.map { $0.route(folder: folder) }
    }
}
