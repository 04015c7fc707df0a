import Postgres
import Programme

extension MemberRepository {
    /// Records of learning that nobody has signed go with the member; one that is signed stays as it was signed.
    func wipeReportsQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeReports
        delete from app.reports
        where tenant_id = \(tx.tenant)
            and form = 'learning_record'
            and about_id = any (\(ids))
            and state not in ('signing', 'signed')
        """
    }
}
