/// Every operation of the programme's work.
struct WorkAPI: Sendable {
    let services: APIServices

    var all: [APIOperation] {
        let records =
            WorkOperations<PlanSection>(services: services).all
            + WorkOperations<CommunicationSection>(services: services).all
            + WorkOperations<TrainingSection>(services: services).all
            + WorkOperations<RollSection>(services: services).all
            + WorkOperations<GatheringSection>(services: services).all
            + WorkOperations<InspectionSection>(services: services).all
            + WorkOperations<FundSection>(services: services).all
            + WorkOperations<AwardSection>(services: services).all
        return records + PlanTaskOperations(services: services).all + WorkPartOperations(services: services).all
            + ReturnOperations(services: services).all
    }
}
