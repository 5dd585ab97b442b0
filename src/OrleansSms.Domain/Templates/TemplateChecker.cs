using Fluid.Ast;

namespace OrleansSms.Domain.Templates;

/// <summary>Goes over a parsed template: what does it ask for, and is there anything in it that templates may not have?</summary>
internal sealed class TemplateChecker : AstVisitor
{
    private readonly List<string> _variables = [];

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Names that it asks for, each once.</summary>
    public IReadOnlyList<string> Variables => _variables;

    public override Statement Visit(Statement statement)
    {
        if (statement is not null and not (TextSpanStatement or OutputStatement or IfStatement or ElseIfStatement or ElseStatement or UnlessStatement
            or CaseStatement or WhenStatement or CommentStatement or RawStatement or NoOpStatement))
        {
            Error ??= "only if, unless, case, comment and raw are allowed as tags";
        }

        return base.Visit(statement);
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!TemplateLimits.Filters.Contains(filterExpression.Name))
        {
            Error ??= $"there is no filter {filterExpression.Name}; known filters: {string.Join(", ", TemplateLimits.Filters)}";
        }

        return base.VisitFilterExpression(filterExpression);
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments is [IdentifierSegment { Identifier: { } name }, ..] && !_variables.Contains(name))
        {
            _variables.Add(name);
        }

        return base.VisitMemberExpression(memberExpression);
    }
}
