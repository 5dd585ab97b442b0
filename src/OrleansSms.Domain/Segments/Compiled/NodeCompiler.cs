using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>Makes nodes of a filter's terms.</summary>
internal sealed class NodeCompiler(SlotMap slots, long now)
{
    private static readonly ConstantNode Never = new(false);

    public Node Compile(Filter filter) => filter switch
    {
        AllOf all => new AllNode([.. all.Terms.Select(Compile)]),
        AnyOf any => new AnyNode([.. any.Terms.Select(Compile)]),
        NotFilter not => new NotNode(Compile(not.Term)),
        IsSet set => Set(set.Field),
        Membership member => Member(member),
        Comparison { Operator: CompareOperator.NotEqual } different => new NotNode(Compare(different with { Operator = CompareOperator.Equal })),
        Comparison comparison => Compare(comparison),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private Node Set(string field)
    {
        if (EngagementField.Find(field) is not { } engagement)
        {
            return field == "number" ? new ConstantNode(true) : new SetNode(SlotOf(field));
        }

        slots.NeedsEngagement = true;
        return new EngagedNode(engagement);
    }

    private MemberNode Member(Membership member)
    {
        var match = new TextMatch(CompareOperator.Equal, member.Name);
        return member.Kind switch
        {
            MembershipKind.Tag => new MemberNode(slots.Of(ContactRecord.Tags), match, 1),
            MembershipKind.List => new MemberNode(slots.Of(ContactRecord.Lists), match, 1),
            _ => new MemberNode(slots.Of(ContactRecord.Consents), match, ContactRecord.ItemsPerConsent),
        };
    }

    private Node Compare(Comparison comparison)
    {
        var value = comparison.Value.At(now);
        if (EngagementField.Find(comparison.Field) is { } engagement)
        {
            slots.NeedsEngagement = true;
            return new EngagementNode(engagement, comparison.Operator, value);
        }

        if (comparison.Field == "number")
        {
            return value.Type == FieldType.Text ? new MsisdnNode(new TextMatch(comparison.Operator, value.Text!)) : Never;
        }

        return value.Type switch
        {
            FieldType.Text => new TextNode(SlotOf(comparison.Field), new TextMatch(comparison.Operator, value.Text!)),
            FieldType.Number => new NumberNode(SlotOf(comparison.Field), comparison.Operator, value.Number),
            FieldType.Date => new DateNode(SlotOf(comparison.Field), comparison.Operator, value),
            FieldType.Boolean when comparison.Operator == CompareOperator.Equal => new BooleanNode(SlotOf(comparison.Field), value.IsTrue),
            _ => Never,
        };
    }

    private int SlotOf(string field) => field switch
    {
        "zone" => slots.Of(ContactRecord.Zone),
        "language" => slots.Of(ContactRecord.Language),
        "created_at" => slots.Of(ContactRecord.CreatedAt),
        "updated_at" => slots.Of(ContactRecord.UpdatedAt),
        _ => slots.Of(field),
    };
}
