package import Postgres
package import Programme

/// A training, to be written by `TenantFill`.
package struct FilledTraining: FilledRow, Sendable {
    package static let table = "trainings"
    package static let columns = [
        "tenant_id", "id", "audience", "title", "is_computing", "host", "place", "held_on", "ends_on", "hours",
    ]

    fileprivate let tenant: TenantID
    fileprivate let id: TrainingID
    package let record: Training

    /// A training of a tenant's.
    package init(_ id: TrainingID, of tenant: TenantID, _ record: Training) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.audience,
            record.title,
            record.isComputing,
            record.host,
            record.place,
            record.heldOn,
            record.endsOn,
            Int16(clamping: record.hours)
        )
    }
}

/// Somebody who is to be trained, to be written by `TenantFill`.
package struct FilledRollPerson: FilledRow, Sendable {
    package static let table = "roll_people"
    package static let columns = ["tenant_id", "id", "audience", "full_name", "position", "from_on", "to_on"]

    fileprivate let tenant: TenantID
    fileprivate let id: RollPersonID
    package let record: RollPerson

    /// Somebody on the roll of a tenant.
    package init(_ id: RollPersonID, of tenant: TenantID, _ record: RollPerson) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.audience,
            record.fullName,
            record.position,
            record.from,
            record.through
        )
    }
}

/// That somebody of the roll was in a training, to be written by `TenantFill`.
package struct FilledTrainingPerson: FilledRow, Sendable {
    package static let table = "training_people"
    package static let columns = ["tenant_id", "training_id", "person_id"]

    private let training: FilledTraining
    private let person: RollPersonID

    /// Somebody of the same tenant's roll in a training.
    package init(_ training: FilledTraining, _ person: FilledRollPerson) {
        (self.training, self.person) = (training, person.id)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(training.tenant, training.id, person)
    }
}
