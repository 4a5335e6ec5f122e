package api

import (
	"cmp"
	"slices"
	"time"

	"phongtrao/internal/activity"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
)

// Campaign is an undertaking of one kind.
type Campaign struct {
	ID       string `json:"id"`
	Name     string `json:"name" example:"Hiến máu tình nguyện năm 2024"`
	Kind     string `json:"kind" example:"blood"`
	Owner    string `json:"owner" doc:"Đơn vị chủ trì"`
	From     string `json:"from"`
	To       string `json:"to"`
	Dispatch string `json:"dispatch" doc:"Văn bản phát động, trống nếu chưa có"`
	Summary  string `json:"summary"`
}

// Target is so much of an indicator, promised for a unit and a period.
type Target struct {
	ID        string    `json:"id"`
	Campaign  string    `json:"campaign"`
	Unit      string    `json:"unit"`
	Indicator string    `json:"indicator"`
	From      string    `json:"from"`
	To        string    `json:"to"`
	Quantity  int64     `json:"quantity"`
	Reserve   int64     `json:"reserve" doc:"Phần chưa chia xuống dưới"`
	Source    string    `json:"source" enum:"assigned,self"`
	State     string    `json:"state" enum:"given,accepted,disputed"`
	Parent    string    `json:"parent" doc:"Chỉ tiêu mà nó là một phần"`
	Version   int       `json:"version"`
	Document  string    `json:"document" doc:"Văn bản và mục"`
	At        time.Time `json:"at"`
}

// Activity is what takes place on a day under a campaign.
type Activity struct {
	ID       string `json:"id"`
	Campaign string `json:"campaign"`
	Name     string `json:"name"`
	Day      string `json:"day"`
	Place    string `json:"place"`
	Unit     string `json:"unit" doc:"Đơn vị đứng ra tổ chức"`
	State    string `json:"state" example:"closed_signed"`
	Label    string `json:"label" doc:"Tình trạng bằng lời"`
	Central  bool   `json:"central" doc:"Điểm cầu trung tâm"`
	Parent   string `json:"parent" doc:"Điểm cầu trung tâm của điểm cầu này"`
	Version  int    `json:"version"`
}

type campaignList struct {
	OfUnit
	Page
}

type targetList struct {
	ID string `path:"id" maxLength:"200" doc:"Mã phong trào"`
	Page
}

type activityList struct {
	OfUnit
	Page
	Span
	Campaign string `query:"campaign" maxLength:"200" doc:"Chỉ của phong trào này"`
}

func (s *server) campaigns() {
	const tag = "Phong trào"
	read(s, Operation{ID: "list-campaigns", Path: "/campaigns", Summary: "Phong trào mà một đơn vị chủ trì hoặc tham gia, mới nhất trước", Tag: tag, Verb: campaign.Seeing},
		func(c *call, in *campaignList) (string, error) { return in.about(c), nil },
		func(c *call, in *campaignList) (List[Campaign], error) {
			all, err := campaign.List(c.v)
			if err != nil {
				return List[Campaign]{}, err
			}
			var out []Campaign
			for _, k := range all {
				takes, err := org.Leads(c.v, k.Owner, in.about(c))
				if err != nil {
					return List[Campaign]{}, err
				}
				if takes || c.sees(k.Owner) {
					out = append(out, campaignOf(k))
				}
			}
			slices.SortStableFunc(out, func(a, b Campaign) int { return -cmp.Compare(a.From+a.ID, b.From+b.ID) })
			return cut(in.Page, out, func(k Campaign) string { return k.ID })
		})
	read(s, Operation{ID: "get-campaign", Path: "/campaigns/{id}", Summary: "Một phong trào", Tag: tag, Verb: campaign.Seeing}, overCampaign,
		func(c *call, in *One) (Campaign, error) {
			k, err := campaign.Get(c.v, in.ID)
			return campaignOf(k), err
		})
	read(s, Operation{ID: "list-targets", Path: "/campaigns/{id}/targets", Summary: "Chỉ tiêu của một phong trào, trong phạm vi của khóa", Tag: tag, Verb: campaign.Seeing},
		func(c *call, in *targetList) (string, error) { return overCampaign(c, &One{in.ID}) }, listTargets)
}

// overCampaign is a campaign for whoever looks from above it, else the key's own unit where that takes part.
func overCampaign(c *call, in *One) (string, error) {
	k, err := campaign.Get(c.v, in.ID)
	if err != nil {
		return "", err
	}
	if takes, err := org.Leads(c.v, k.Owner, c.program.Unit); err != nil || takes {
		return c.program.Unit, err
	}
	return k.ID, nil
}

func listTargets(c *call, in *targetList) (List[Target], error) {
	all, err := campaign.Targets(c.v, campaign.Filter{Campaign: in.ID})
	if err != nil {
		return List[Target]{}, err
	}
	all = slices.DeleteFunc(all, func(t campaign.Target) bool { return !c.sees(t.Unit) })
	cutting, err := cut(in.Page, all, func(t campaign.Target) string { return t.ID })
	if err != nil {
		return List[Target]{}, err
	}
	out := List[Target]{Items: []Target{}, Next: cutting.Next}
	for _, t := range cutting.Items {
		cite, err := campaign.Cite(c.v, t)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, Target{ID: t.ID, Campaign: t.Campaign, Unit: t.Unit, Indicator: t.Indicator, From: t.Period.From.String(), To: t.Period.To.String(),
			Quantity: t.Quantity, Reserve: t.Reserve, Source: string(t.Source), State: string(t.State), Parent: t.Parent, Version: t.Version, Document: cite, At: t.MadeAt.Time()})
	}
	return out, nil
}

func (s *server) activities() {
	const tag = "Phong trào"
	read(s, Operation{ID: "list-activities", Path: "/activities", Summary: "Hoạt động do một đơn vị và các đơn vị bên dưới tổ chức, theo ngày", Tag: tag, Verb: campaign.Seeing},
		func(c *call, in *activityList) (string, error) { return in.about(c), nil }, listActivities)
	read(s, Operation{ID: "get-activity", Path: "/activities/{id}", Summary: "Một hoạt động", Tag: tag, Verb: activity.Seeing},
		func(_ *call, in *One) (string, error) { return in.ID, nil },
		func(c *call, in *One) (Activity, error) {
			a, err := activity.Get(c.v, in.ID)
			return activityOf(a), err
		})
}

func listActivities(c *call, in *activityList) (List[Activity], error) {
	none := List[Activity]{}
	p, err := in.period()
	if err != nil {
		return none, err
	}
	all, err := activity.Between(c.v, p)
	if err != nil {
		return none, err
	}
	units, err := unitsUnder(c, in.about(c))
	if err != nil {
		return none, err
	}
	within := make(map[string]bool, len(units))
	for _, u := range units {
		within[u] = true
	}
	var out []Activity
	for _, a := range all {
		if within[a.Unit] && (in.Campaign == "" || in.Campaign == a.Campaign) {
			out = append(out, activityOf(a))
		}
	}
	slices.SortStableFunc(out, func(a, b Activity) int { return cmp.Compare(a.Day+a.ID, b.Day+b.ID) })
	return cut(in.Page, out, func(a Activity) string { return a.ID })
}

func campaignOf(k campaign.Campaign) Campaign {
	return Campaign{ID: k.ID, Name: k.Name, Kind: k.Kind, Owner: k.Owner, From: k.Period.From.String(), To: k.Period.To.String(), Dispatch: k.Dispatch, Summary: k.Summary}
}

func activityOf(a activity.Activity) Activity {
	return Activity{ID: a.ID, Campaign: a.Campaign, Name: a.Name, Day: a.Day.String(), Place: a.Place, Unit: a.Unit, State: string(a.State), Label: a.State.Label(),
		Central: a.Central, Parent: a.Parent, Version: a.Version}
}
