/** The two generations of the access role's template that the vendor has published. */
export type AccessRoleGeneration = 'older' | 'current';

const TRUST = `      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS:
                - arn:aws:iam::884866656237:root
                - arn:aws:iam::627743545735:root
            Action: sts:AssumeRole`;

const OUTPUT = `Outputs:
  SpotFinOpsRoleArn:
    Description: Paste it into the vendor's console
    Value: !GetAtt SpotFinOpsRole.Arn
`;

/**
 * The template of the access role stack, after the two published ones: the older has wide rights and names nothing; the current
 * one names its role and its policy, which needs CAPABILITY_NAMED_IAM, and has narrow rights.
 */
export function accessRoleTemplate(generation: AccessRoleGeneration): string {
  return generation === 'older' ? older() : current();
}

function older(): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Description: Simulated access role of the vendor, older generation.
Parameters:
  CostAndUsageBucket:
    Type: String
    Description: The bucket of the Cost and Usage Report
Resources:
  SpotFinOpsRole:
    Type: AWS::IAM::Role
    Properties:
${TRUST}
      ManagedPolicyArns:
        - !Ref SpotFinOpsManagedPolicy
        - arn:aws:iam::aws:policy/job-function/Billing
        - arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess
        - arn:aws:iam::aws:policy/ServiceQuotasFullAccess
  SpotFinOpsManagedPolicy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: FullAccess
            Effect: Allow
            Action:
              - cur:*
              - ce:*
              - support:*
              - trustedadvisor:*
            Resource: '*'
          - Sid: ReadReport
            Effect: Allow
            Action:
              - s3:get*
              - s3:List*
            Resource:
              - !Join ['', ['arn:aws:s3:::', !Ref CostAndUsageBucket, '*']]
              - !Sub arn:aws:s3:::\${CostAndUsageBucket}/*
${OUTPUT}`;
}

function current(): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Description: Simulated access role of the vendor, current generation.
Parameters:
  CostAndUsageBucket:
    Type: String
    Description: The bucket of the Cost and Usage Report
  RoleName:
    Type: String
    Default: SpotByNetApp_Finops_ReadOnly
  PolicyName:
    Type: String
    Default: SpotByNetApp_Finops_ReadOnly_Policy
Resources:
  SpotFinOpsManagedPolicy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: !Ref PolicyName
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: ReadCosts
            Effect: Allow
            Action:
              - ce:Describe*
              - ce:Get*
              - ce:List*
              - cur:DescribeReportDefinitions
              - organizations:Describe*
              - organizations:List*
              - savingsplans:Describe*
            Resource: '*'
          - Sid: ReadReport
            Effect: Allow
            Action:
              - s3:GetObject
              - s3:ListBucket
            Resource:
              - !Sub arn:aws:s3:::\${CostAndUsageBucket}
              - !Sub arn:aws:s3:::\${CostAndUsageBucket}/*
          - Sid: ServiceCatalogCopies
            Effect: Allow
            Action: s3:PutObject*
            Resource: arn:aws:s3:::sc-customer-*
  SpotFinOpsRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref RoleName
${TRUST}
      ManagedPolicyArns:
        - !Ref SpotFinOpsManagedPolicy
${OUTPUT}`;
}
