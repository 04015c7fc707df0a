/// The pages of criteria: whoever looks at the city reads them, stewards write.
package struct CriteriaRoutes: Sendable {
    private let read: CriteriaActions
    private let edit: CriteriaEditActions
    private let step: CriteriaStepActions

    /// The pages over this desk.
    package init(_ desk: CriteriaDesk) {
        read = CriteriaActions(desk: desk)
        edit = CriteriaEditActions(desk: desk)
        step = CriteriaStepActions(desk: desk)
    }

    /// The routes.
    package var all: [Route] {
        [
            .city("/city/criteria", read.list),
            .steward(.get, "/city/criteria/new", edit.new),
            .steward(.post, "/city/criteria/new", edit.make),
            .steward(.get, "/city/criteria/file", read.showFile),
            .steward(.post, "/city/criteria/file", limits: .upload, read.load),
            .city("/city/criteria/{id}", read.show),
            .city("/city/criteria/{id}/file", limits: .file, read.download),
            .steward(.get, "/city/criteria/{id}/head", edit.showHead),
            .steward(.post, "/city/criteria/{id}/head", edit.saveHead),
            .steward(.get, "/city/criteria/{id}/item", edit.showItem),
            .steward(.post, "/city/criteria/{id}/item", edit.saveItem),
            .steward(.post, "/city/criteria/{id}/item/removal", edit.removeItem),
            .steward(.get, "/city/criteria/{id}/level", edit.showLevel),
            .steward(.post, "/city/criteria/{id}/level", edit.saveLevel),
            .steward(.post, "/city/criteria/{id}/level/removal", edit.removeLevel),
            .steward(.post, "/city/criteria/{id}/activation", step.activate),
            .steward(.post, "/city/criteria/{id}/retirement", step.retire),
            .steward(.post, "/city/criteria/{id}/version", step.renew),
            .steward(.post, "/city/criteria/{id}/removal", step.remove),
        ]
    }
}
