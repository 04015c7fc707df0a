/// Every page of the city. None of them opens a tenant, and no officer of a tenant opens one of them.
package struct CityRoutes: Sendable {
    private let city: CityActions

    /// The pages over this desk.
    package init(_ desk: CityDesk) { city = CityActions(desk: desk) }

    /// The routes.
    package var all: [Route] {
        [
            .city("/city", city.show),
            .city("/city/cells", city.showCells),
            .city("/city/persons", city.showPersons),
            .city("/city/people", city.showPeople),
            .city("/city/titles", city.showTitles),
            .city("/city/titles/cells", city.showTitleCells),
            .city("/city/file/{table}/{form}", limits: .file, city.download),
        ]
    }
}
